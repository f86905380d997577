package im.godwit.core.auth;

import im.godwit.jid.InvalidJidException;
import im.godwit.jid.Jid;
import java.util.Optional;

/**
 * Turns the names of a SASL exchange into accounts of one domain (RFC 6120 §6.3.7, §6.3.8).
 *
 * @param domain the domain that the stream addresses
 */
record Identities(Jid domain) {
    /** The account of a simple user name; nothing if no account can have that name. */
    Optional<Jid> account(String name) {
        try {
            return Optional.of(Jid.of(name, domain.domain())).filter(Jid::hasLocal);
        } catch (InvalidJidException malformed) {
            return Optional.empty();
        }
    }

    /** Success, unless the client wants to act as somebody else than it is. */
    SaslStep authorise(Jid account, String authzid, Optional<byte[]> data) {
        // RFC 6120 §6.3.8: only the own bare JID, or nothing
        boolean own =
                authzid.isEmpty() || Jid.tryParse(authzid).map(account::equals).orElse(false);
        return own ? new SaslStep.Success(account, data) : new SaslStep.Failure(SaslCondition.INVALID_AUTHZID);
    }
}
