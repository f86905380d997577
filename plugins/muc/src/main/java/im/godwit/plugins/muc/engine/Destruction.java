package im.godwit.plugins.muc.engine;

import im.godwit.jid.Jid;
import java.util.Optional;

/**
 * What is said at the end of a room (XEP-0045 §10.9).
 *
 * @param venue where to go instead, with its password
 */
public record Destruction(Optional<Jid> venue, Optional<String> password, Optional<String> reason) {
    static final Destruction PLAIN = new Destruction(Optional.empty(), Optional.empty(), Optional.empty());
}
