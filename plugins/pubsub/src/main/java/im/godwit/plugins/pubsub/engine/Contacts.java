package im.godwit.plugins.pubsub.engine;

import im.godwit.jid.Jid;
import java.util.Optional;
import java.util.Set;

/**
 * Who the contacts of a node's owners are, for the access models {@code presence} and {@code roster} (XEP-0060 §4.5).
 * Asked from many threads, for each decision anew, so that a contact who was removed loses access at once.
 */
@FunctionalInterface
public interface Contacts {
    /** Where nobody has contacts: such nodes are for those with an affiliation alone. */
    Contacts NONE = (owner, contact) -> Optional.empty();

    /**
     * The roster groups in which an owner has a contact that receives the owner's presence: a subscription of
     * {@code from} or {@code both}.
     *
     * @param owner a bare JID
     * @param contact a bare JID
     * @return nothing if there is no such subscription
     */
    Optional<Set<String>> groups(Jid owner, Jid contact);
}
