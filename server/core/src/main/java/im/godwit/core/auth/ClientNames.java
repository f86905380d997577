package im.godwit.core.auth;

import im.godwit.jid.Jid;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The server's part of the resources that it gives to clients (XEP-0386 §4): the same each time for one installation of
 * a client, and nothing from which its id could be told.
 *
 * @param secret of this server
 * @param random for clients that do not say which installation they are
 */
public record ClientNames(byte[] secret, Supplier<String> random) {
    private static final int BYTES = 9;

    /** The name of one installation of a client of an account; another each time where it has no id. */
    public String name(Jid account, Optional<String> userAgent) {
        return userAgent.map(id -> of(account, id)).orElseGet(random);
    }

    /** Whether a session, by its full JID, has a resource that was made with this name. */
    public static boolean isOf(Jid session, String name) {
        return session.resource().equals(name) || session.resource().endsWith("/" + name);
    }

    /** The name of the installation with this id. */
    public String of(Jid account, String userAgent) {
        byte[] hash = ScramHash.SHA_256.hmac(secret, account + "/" + userAgent);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(hash, BYTES));
    }
}
