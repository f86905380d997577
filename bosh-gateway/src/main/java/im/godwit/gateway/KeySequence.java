package im.godwit.gateway;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;

/**
 * Protects a session from whoever can read its requests but not change them (XEP-0124 §15): each key is the SHA-1
 * preimage of the one before. For sessions that use keys; guarded by the session's lock.
 */
final class KeySequence {
    private String expectedHash;

    /** @param newKey what the first request gave */
    KeySequence(String newKey) {
        expectedHash = normal(newKey);
    }

    /** Whether the next request in the order of rids has the right key; if so, the sequence moves on (§15.4, §15.5). */
    boolean accept(Optional<String> key, Optional<String> newKey) {
        if (key.isEmpty() || !sha1(key.get()).equals(expectedHash)) {
            return false;
        }
        expectedHash = normal(newKey.orElse(key.get()));
        return true;
    }

    // §15.3: the hash of the hexadecimal text itself; comparisons ignore case
    private static String sha1(String text) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-1");
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java platform has SHA-1
        }
    }

    private static String normal(String hash) {
        return hash.toLowerCase(Locale.ROOT);
    }
}
