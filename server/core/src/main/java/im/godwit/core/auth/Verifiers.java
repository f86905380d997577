package im.godwit.core.auth;

import im.godwit.jid.Jid;

/** Finds the verifier that a login is checked against. */
@FunctionalInterface
public interface Verifiers {
    /**
     * The account's verifier; for an account that is not there, one that looks the same each time and that no password
     * matches, so that nobody can tell the difference.
     *
     * @throws im.godwit.store.StoreException if the database fails
     */
    Verifier find(Jid account, ScramHash hash);

    /**
     * Whether who has proven to be this account may log in.
     *
     * @throws im.godwit.store.StoreException if the database fails
     */
    default boolean isEnabled(Jid account) {
        return true;
    }
}
