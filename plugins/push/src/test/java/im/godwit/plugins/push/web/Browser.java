package im.godwit.plugins.push.web;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.interfaces.ECPublicKey;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** What a browser knows of its subscription, and how it reads a message (RFC 8291 §3.4). */
record Browser(KeyPair keys, byte[] auth) {
    static Browser subscribing() {
        return new Browser(P256.generate(), "sixteen letters!".getBytes(StandardCharsets.US_ASCII));
    }

    String key() {
        return Base64Url.encode(point());
    }

    private byte[] point() {
        return P256.point((ECPublicKey) keys.getPublic());
    }

    String read(byte[] message) {
        ByteBuffer in = ByteBuffer.wrap(message);
        byte[] salt = take(in, 16);
        in.getInt(); // the record size: there is one record
        byte[] sender = take(in, in.get());
        byte[] shared = P256.agree(keys.getPrivate(), P256.publicKey(sender).orElseThrow());
        byte[] info = ByteBuffer.allocate(14 + 2 * P256.POINT)
                .put("WebPush: info\0".getBytes(StandardCharsets.US_ASCII))
                .put(point())
                .put(sender)
                .array();
        byte[] material = Hkdf.derive(auth, shared, info, 32);
        byte[] padded = open(
                take(in, in.remaining()),
                Hkdf.derive(salt, material, "Content-Encoding: aes128gcm\0".getBytes(StandardCharsets.US_ASCII), 16),
                Hkdf.derive(salt, material, "Content-Encoding: nonce\0".getBytes(StandardCharsets.US_ASCII), 12));
        if (padded[padded.length - 1] != 2) {
            throw new IllegalArgumentException("not the last record");
        }
        return new String(Arrays.copyOf(padded, padded.length - 1), StandardCharsets.UTF_8);
    }

    private static byte[] take(ByteBuffer in, int length) {
        byte[] taken = new byte[length];
        in.get(taken);
        return taken;
    }

    private static byte[] open(byte[] sealed, byte[] key, byte[] nonce) {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(Cipher.DECRYPT_MODE, new SecretKeySpec(key, "AES"), new GCMParameterSpec(128, nonce));
            return cipher.doFinal(sealed);
        } catch (GeneralSecurityException forged) {
            throw new IllegalArgumentException("not for this browser", forged);
        }
    }
}
