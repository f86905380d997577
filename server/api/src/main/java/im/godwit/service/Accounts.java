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

    /**
     * Keeps an account from logging in until it is enabled again, and closes its streams with
     * {@code <not-authorized/>}. All that is kept for it stays. Nothing happens to one that is disabled already.
     *
     * @throws StanzaException {@code item-not-found} if there is no such account
     */
    void disable(Jid account);

    /**
     * Lets a disabled account log in again. Nothing happens to one that is enabled.
     *
     * @throws StanzaException {@code item-not-found} if there is no such account
     */
    void enable(Jid account);

    /** Whether an account may log in; of one that is not there, true. */
    boolean isEnabled(Jid account);

    /** How many accounts a domain has, disabled ones included. */
    long count(Jid domain);

    /** How many disabled accounts a domain has. */
    long countDisabled(Jid domain);

    /** The disabled accounts of a domain, as {@link #list}. */
    List<Jid> listDisabled(Jid domain, String after, int limit);

    /** The accounts of a domain, sorted, from the one after {@code after} on; at most {@code limit}. */
    List<Jid> list(Jid domain, String after, int limit);
}
