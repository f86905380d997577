package im.godwit.gateway;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HexFormat;

/** A client's sequence of keys (XEP-0124 §15.3), to be used from the last one made to the first. */
final class KeyChain {
    private final Deque<String> keys = new ArrayDeque<>();

    KeyChain(String seed, int length) {
        String key = seed;
        for (int i = 0; i < length; i++) {
            key = hash(key);
            keys.push(key);
        }
    }

    /** First the value for {@code newkey}, then those for {@code key}. */
    String next() {
        return keys.pop();
    }

    static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
