package im.godwit.core.auth;

import im.godwit.jid.Jid;
import java.util.Optional;

/** What a mechanism answers to one message of the client. */
public sealed interface SaslStep {
    /** The server's turn: the client must answer this. */
    record Challenge(byte[] data) implements SaslStep {}

    /** The client is who it says. */
    record Success(Jid account, Optional<byte[]> data) implements SaslStep {}

    /**
     * It is not, or did not follow the mechanism.
     *
     * @param tested whether that says anything about a password; not where the exchange could not begin
     */
    record Failure(SaslCondition condition, boolean tested) implements SaslStep {
        public Failure(SaslCondition condition) {
            this(condition, true);
        }
    }
}
