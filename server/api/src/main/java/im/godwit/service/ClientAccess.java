package im.godwit.service;

import im.godwit.jid.Jid;
import java.util.Set;

/**
 * What clients that tell which installation they are (XEP-0388 §2.3) have of an account; provided by the core on every
 * host. They are known by names that the server makes of their ids. May be asked from any thread.
 */
public interface ClientAccess {
    /**
     * Those that have tokens to log in with (XEP-0484); a set of the caller's own.
     *
     * @throws im.godwit.store.StoreException if the database fails
     */
    Set<String> withTokens(Jid account);

    /** Whether a session, by its full JID, was begun by this client and bound as XEP-0386 has it. */
    boolean isOf(Jid session, String client);

    /**
     * Forgets a client's tokens, durably when this returns, and ends its sessions.
     *
     * @throws im.godwit.store.StoreException if the database fails
     */
    void revoke(Jid account, String client);
}
