package im.godwit.service;

import im.godwit.jid.Jid;
import im.godwit.plugin.IqRequest;
import java.util.Optional;

/** What lets somebody register who was invited (XEP-0445). May be used by any thread. */
public interface Invitation {
    /** The only account that it is for; none where the name may be chosen. */
    Optional<Jid> account();

    /**
     * Uses the invitation up for an account. If the account cannot be made, the invitation is as good as before
     * (XEP-0445 §4).
     *
     * @param make makes the account
     * @throws im.godwit.stanza.StanzaException {@code not-acceptable} if somebody else has used it meanwhile; what
     *     {@code make} throws is passed on
     */
    void redeem(Jid account, Runnable make);

    /**
     * Knows the invitations that clients have shown. Contribute it with {@link im.godwit.plugin.Host#contribute}; the
     * registration plugin asks.
     */
    @FunctionalInterface
    interface Source {
        /** The invitation that the stream of this request has shown, if it has. */
        Optional<Invitation> shown(IqRequest request);
    }
}
