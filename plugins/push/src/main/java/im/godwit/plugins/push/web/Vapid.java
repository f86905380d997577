package im.godwit.plugins.push.web;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.time.Clock;
import java.time.Duration;

/**
 * Identifies this server to push services (RFC 8292), which take messages for a browser only from whom the browser
 * subscribed with. For any thread.
 *
 * @param keys the server's, on P-256
 * @param contact a URI at which its operator can be reached (§2.1)
 * @param clock the time
 */
record Vapid(KeyPair keys, String contact, Clock clock) {
    /** §2: at most 24 hours. */
    private static final Duration VALID = Duration.ofHours(12);

    private static final String HEADER = encode("{\"typ\":\"JWT\",\"alg\":\"ES256\"}");

    /** The public key as browsers want it (§3.2). */
    String publicKey() {
        return Base64Url.encode(P256.point((ECPublicKey) keys.getPublic()));
    }

    /** The {@code Authorization} for a request to an endpoint (§3). */
    String authorization(URI endpoint) {
        String claims = encode("{\"aud\":" + Json.quoted(origin(endpoint)) + ",\"exp\":"
                + clock.instant().plus(VALID).getEpochSecond() + ",\"sub\":" + Json.quoted(contact) + "}");
        String signed = HEADER + "." + claims;
        return "vapid t=" + signed + "." + Base64Url.encode(signature(signed)) + ", k=" + publicKey();
    }

    /** RFC 6454 §6.1: without the port where it is the scheme's. */
    private static String origin(URI endpoint) {
        String port = endpoint.getPort() < 0 ? "" : ":" + endpoint.getPort();
        return endpoint.getScheme() + "://" + endpoint.getHost() + port;
    }

    /** RFC 7518 §3.4: ES256 signs with two plain numbers. */
    private byte[] signature(String signed) {
        try {
            Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
            signature.initSign(keys.getPrivate());
            signature.update(signed.getBytes(StandardCharsets.US_ASCII));
            return signature.sign();
        } catch (GeneralSecurityException unfit) {
            throw new IllegalStateException("cannot sign with ES256", unfit);
        }
    }

    private static String encode(String json) {
        return Base64Url.encode(json.getBytes(StandardCharsets.UTF_8));
    }
}
