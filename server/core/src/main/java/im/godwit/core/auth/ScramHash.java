package im.godwit.core.auth;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import javax.crypto.Mac;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

/** The hash functions of the SCRAM family and the arithmetic of RFC 5802 §3 with each. */
public enum ScramHash {
    SHA_1("SCRAM-SHA-1", "SHA-1", "HmacSHA1", 20),
    SHA_256("SCRAM-SHA-256", "SHA-256", "HmacSHA256", 32),
    SHA_512("SCRAM-SHA-512", "SHA-512", "HmacSHA512", 64);

    private final String mechanism;
    private final String digest;
    private final String mac;
    private final int bytes;

    ScramHash(String mechanism, String digest, String mac, int bytes) {
        this.mechanism = mechanism;
        this.digest = digest;
        this.mac = mac;
        this.bytes = bytes;
    }

    /** The name of the mechanism without channel binding. */
    public String mechanism() {
        return mechanism;
    }

    /** How many bytes the hash has. */
    int bytes() {
        return bytes;
    }

    byte[] hash(byte[] input) {
        try {
            return MessageDigest.getInstance(digest).digest(input);
        } catch (GeneralSecurityException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }

    byte[] hmac(byte[] key, byte[] input) {
        try {
            Mac keyed = Mac.getInstance(mac);
            keyed.init(new SecretKeySpec(key, mac));
            return keyed.doFinal(input);
        } catch (GeneralSecurityException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }

    byte[] hmac(byte[] key, String input) {
        return hmac(key, input.getBytes(StandardCharsets.UTF_8));
    }

    /** RFC 5802 §3: what the server keeps in place of a prepared password. */
    Verifier verifier(String password, byte[] salt, int iterations) {
        try {
            PBEKeySpec spec = new PBEKeySpec(password.toCharArray(), salt, iterations, bytes * 8);
            byte[] salted = SecretKeyFactory.getInstance("PBKDF2With" + mac)
                    .generateSecret(spec)
                    .getEncoded();
            spec.clearPassword();
            byte[] storedKey = hash(hmac(salted, "Client Key"));
            return new Verifier(salt, iterations, storedKey, hmac(salted, "Server Key"));
        } catch (GeneralSecurityException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }
}
