package im.godwit.core.auth;

import im.godwit.jid.Jid;
import java.security.MessageDigest;
import java.util.Optional;

/** Checks a password that came in the clear, over a connection that keeps it secret. Threads may share it. */
public final class PasswordLogin {
    /** The cheapest verifier that is kept: the client has shown the password itself. */
    private static final ScramHash HASH = ScramHash.SHA_1;

    private final Verifiers verifiers;

    public PasswordLogin(Verifiers verifiers) {
        this.verifiers = verifiers;
    }

    /**
     * Whether this is the account's password and the account may log in. Takes the same time for an account that does
     * not exist, milliseconds of CPU.
     *
     * @throws im.godwit.store.StoreException if the database fails
     */
    public boolean isRight(Jid account, String password) {
        return matches(verifiers, account, password) && verifiers.isEnabled(account);
    }

    static boolean matches(Verifiers verifiers, Jid account, String password) {
        Optional<String> prepared = PasswordPreparation.prepare(password);
        if (prepared.isEmpty()) {
            return false;
        }
        Verifier kept = verifiers.find(account, HASH);
        Verifier shown = HASH.verifier(prepared.get(), kept.salt(), kept.iterations());
        return MessageDigest.isEqual(kept.storedKey(), shown.storedKey());
    }
}
