package im.godwit.plugins.push.web;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.security.interfaces.ECPublicKey;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** Encrypts a message for one browser (RFC 8291), so that the push service between cannot read it. For any thread. */
final class MessageEncryption {
    /** RFC 8188 §2.1: the name of the content coding. */
    static final String CODING = "aes128gcm";

    /** RFC 8291 §4: what every push service takes is 4096 bytes; header, delimiter and tag are 103 of them. */
    static final int MAX_PLAINTEXT = 3993;

    /** RFC 8291 §3.2. */
    static final int AUTH = 16;

    private static final int SALT = 16;
    private static final int RECORD = 4096;
    private static final int TAG_BITS = 128;

    /** RFC 8188 §2: what ends the last record. */
    private static final byte LAST = 2;

    private static final SecureRandom RANDOM = new SecureRandom();

    private MessageEncryption() {}

    /**
     * Encrypts, with a new key each time (RFC 8291 §3.1).
     *
     * @throws IllegalArgumentException if the plaintext is longer than {@link #MAX_PLAINTEXT}
     */
    static byte[] encrypt(byte[] plaintext, ECPublicKey browser, byte[] auth) {
        byte[] salt = new byte[SALT];
        RANDOM.nextBytes(salt);
        return encrypt(plaintext, browser, auth, P256.generate(), salt);
    }

    /** Encrypts with a key and salt that were used for nothing else. */
    static byte[] encrypt(byte[] plaintext, ECPublicKey browser, byte[] auth, KeyPair own, byte[] salt) {
        if (plaintext.length > MAX_PLAINTEXT) {
            throw new IllegalArgumentException("too long for one push message: " + plaintext.length);
        }
        byte[] ownPoint = P256.point((ECPublicKey) own.getPublic());
        // RFC 8291 §3.4
        byte[] shared = P256.agree(own.getPrivate(), browser);
        byte[] keyInfo = concatenated(text("WebPush: info\0"), P256.point(browser), ownPoint);
        byte[] material = Hkdf.derive(auth, shared, keyInfo, 32);
        byte[] key = Hkdf.derive(salt, material, text("Content-Encoding: aes128gcm\0"), 16);
        byte[] nonce = Hkdf.derive(salt, material, text("Content-Encoding: nonce\0"), 12);
        byte[] padded = Arrays.copyOf(plaintext, plaintext.length + 1);
        padded[plaintext.length] = LAST;
        return concatenated(header(salt, ownPoint), seal(padded, key, nonce));
    }

    /** RFC 8188 §2.1; RFC 8291 §4: the key id is the public key. */
    private static byte[] header(byte[] salt, byte[] ownPoint) {
        return ByteBuffer.allocate(SALT + Integer.BYTES + 1 + ownPoint.length)
                .put(salt)
                .putInt(RECORD)
                .put((byte) ownPoint.length)
                .put(ownPoint)
                .array();
    }

    private static byte[] seal(byte[] padded, byte[] key, byte[] nonce) {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
            return cipher.doFinal(padded);
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("this Java cannot encrypt with AES-GCM", missing);
        }
    }

    private static byte[] text(String ascii) {
        return ascii.getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] concatenated(byte[]... parts) {
        int length = Arrays.stream(parts).mapToInt(part -> part.length).sum();
        ByteBuffer all = ByteBuffer.allocate(length);
        for (byte[] part : parts) {
            all.put(part);
        }
        return all.array();
    }
}
