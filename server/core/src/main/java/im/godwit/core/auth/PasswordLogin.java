package im.godwit.core.auth;

import im.godwit.jid.Jid;
import java.net.InetAddress;
import java.security.MessageDigest;
import java.util.Optional;

/** Checks a password that came in the clear, over a connection that keeps it secret. Threads may share it. */
public final class PasswordLogin {
    /** The cheapest verifier that is kept: the client has shown the password itself. */
    private static final ScramHash HASH = ScramHash.SHA_1;

    private final Verifiers verifiers;
    private final LoginLimits limits;

    /** What is to be thought of a password. */
    public enum Finding {
        /** It is the account's, and the account may log in. */
        RIGHT,
        WRONG,
        /** Nobody looked at it. */
        TOO_MANY
    }

    /** @param limits count wrong passwords together with logins that fail */
    public PasswordLogin(Verifiers verifiers, LoginLimits limits) {
        this.verifiers = verifiers;
        this.limits = limits;
    }

    /**
     * Checks the password that somebody shows for an account. Takes the same time for an account that does not exist,
     * milliseconds of CPU.
     *
     * @throws im.godwit.store.StoreException if the database fails
     */
    public Finding check(Jid account, String password, InetAddress from) {
        if (!limits.begin(from, account)) {
            return Finding.TOO_MANY;
        }
        if (matches(verifiers, account, password) && verifiers.isEnabled(account)) {
            limits.succeeded(from, account);
            return Finding.RIGHT;
        }
        limits.failed(from);
        return Finding.WRONG;
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
