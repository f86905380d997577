package im.godwit.core.session;

import im.godwit.service.Deferral;
import im.godwit.stanza.Stanza;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * What a session needs of its host.
 *
 * @param inbound takes what its client sends
 * @param unbound told once when the session ends
 * @param detached told when the session lost its stream and waits, with the stanzas that its client may not have
 * @param attended told when somebody is there again
 * @param deferral says what may wait while its client is inactive
 */
public record SessionHome(
        Inbound inbound,
        Consumer<BoundSession> unbound,
        BiConsumer<BoundSession, List<Stanza>> detached,
        Consumer<BoundSession> attended,
        Deferral deferral) {}
