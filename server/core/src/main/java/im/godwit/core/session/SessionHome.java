package im.godwit.core.session;

import im.godwit.service.Deferral;
import java.util.function.Consumer;

/**
 * What a session needs of its host.
 *
 * @param inbound takes what its client sends
 * @param unbound told once when the session ends
 * @param deferral says what may wait while its client is inactive
 */
public record SessionHome(Inbound inbound, Consumer<BoundSession> unbound, Deferral deferral) {}
