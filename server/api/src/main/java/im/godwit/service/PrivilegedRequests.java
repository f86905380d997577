package im.godwit.service;

import im.godwit.jid.Jid;
import im.godwit.stanza.Iq;
import java.util.Optional;

/**
 * Tells who is behind a request that a privileged entity (XEP-0356) has sent on behalf of an account; provided by the
 * plugin that lets it. For any thread.
 */
@FunctionalInterface
public interface PrivilegedRequests {
    /** The entity that has this request sent; nothing for one that an account sent itself. */
    Optional<Jid> entityBehind(Iq request);
}
