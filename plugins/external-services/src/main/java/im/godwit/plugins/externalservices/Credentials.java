package im.godwit.plugins.externalservices;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A name and password for TURN servers that are good for a while, as the REST API for access to TURN services has them
 * (draft-uberti-behave-turn-rest-00 §2.2): the name tells until when, and the password proves that who shares the
 * secret made the name.
 */
record Credentials(String username, String password, Instant expires) {
    /**
     * Makes credentials.
     *
     * @param user for whom; TURN servers log it and may count what it uses
     */
    static Credentials of(String user, String secret, Instant expires) {
        String username = expires.getEpochSecond() + ":" + user;
        return new Credentials(username, password(username, secret), Instant.ofEpochSecond(expires.getEpochSecond()));
    }

    private static String password(String username, String secret) {
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
            return Base64.getEncoder().encodeToString(mac.doFinal(username.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible); // every Java platform has it
        }
    }
}
