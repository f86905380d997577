package im.godwit.core.host;

import im.godwit.jid.Jid;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Supplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The server's part of the resources that it gives to clients (XEP-0386 §4): the same each time for one installation of
 * a client, and nothing from which its id could be told.
 *
 * @param secret of this server
 * @param random for clients that do not say which installation they are
 */
record ClientNames(byte[] secret, Supplier<String> random) {
    private static final int BYTES = 9;

    /** The name of one installation of a client of an account; another each time where it has no id. */
    String name(Jid account, Optional<String> userAgent) {
        return userAgent.map(id -> derived(account + "/" + id)).orElseGet(random);
    }

    private String derived(String client) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            byte[] hash = mac.doFinal(client.getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(hash, BYTES));
        } catch (GeneralSecurityException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }
}
