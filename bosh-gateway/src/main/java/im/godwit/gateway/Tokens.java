package im.godwit.gateway;

import java.security.SecureRandom;
import java.util.Base64;

/** Makes names that nobody can guess (XEP-0124 §7.2, §16.2, §19.3). Threads may share it. */
final class Tokens {
    private static final int BYTES = 16; // 128 bits

    private final SecureRandom random = new SecureRandom();

    String next() {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
