package im.godwit.plugins.push.web;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** HKDF with SHA-256 (RFC 5869) for keys of one block at most, which is all that Web Push needs. */
final class Hkdf {
    private static final String HMAC = "HmacSHA256";
    private static final int BLOCK = 32;

    private Hkdf() {}

    /** RFC 5869 §2.2 and §2.3. */
    static byte[] derive(byte[] salt, byte[] secret, byte[] info, int length) {
        if (length > BLOCK) {
            throw new IllegalArgumentException("more than a block: " + length);
        }
        byte[] pseudorandom = hmac(salt, secret);
        byte[] counted = Arrays.copyOf(info, info.length + 1);
        counted[info.length] = 1;
        return Arrays.copyOf(hmac(pseudorandom, counted), length);
    }

    private static byte[] hmac(byte[] key, byte[] input) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(key, HMAC));
            return mac.doFinal(input);
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("this Java has no " + HMAC, missing);
        }
    }
}
