package im.godwit.service;

import im.godwit.jid.Jid;
import im.godwit.stanza.StanzaException;
import java.util.List;

/** The accounts of this server; provided by the core on every host. Passwords are kept only as SCRAM verifiers. */
public interface Accounts {
    boolean exists(Jid account);

    /**
     * Makes an account; durable when this returns.
     *
     * @throws StanzaException {@code conflict} if it exists, {@code not-acceptable} for a password that cannot be
     *     prepared (RFC 8265) or is empty
     */
    void create(Jid account, String password);

    /**
     * Sets a new password.
     *
     * @throws StanzaException {@code item-not-found} if there is no such account, {@code not-acceptable} as above
     */
    void changePassword(Jid account, String password);

    /**
     * Removes the account with everything kept for it and closes its streams with {@code <not-authorized/>}.
     *
     * @throws StanzaException {@code item-not-found} if there is no such account
     */
    void delete(Jid account);

    /** The accounts of a domain, sorted, from the one after {@code after} on; at most {@code limit}. */
    List<Jid> list(Jid domain, String after, int limit);
}
