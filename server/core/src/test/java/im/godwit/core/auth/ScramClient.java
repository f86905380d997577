package im.godwit.core.auth;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The client's side of SCRAM (RFC 5802 §3), written from the RFC without a line of the server's; the RFCs' own examples
 * check it.
 *
 * @param hash of the mechanism, as {@code SHA-256}
 * @param password prepared
 * @param gs2Header as {@code n,,}
 * @param bare the first message without the header
 * @param channel the channel-binding data; empty without
 */
record ScramClient(String hash, String password, String gs2Header, String bare, byte[] channel) {
    static ScramClient of(String hash, String user, String password) {
        return new ScramClient(hash, password, "n,,", "n=" + user + ",r=fyko+d2lbbFgONRv9qkxdawL", new byte[0]);
    }

    ScramClient withHeader(String header) {
        return new ScramClient(hash, password, header, bare, channel);
    }

    ScramClient withBare(String other) {
        return new ScramClient(hash, password, gs2Header, other, channel);
    }

    ScramClient withChannel(byte[] data) {
        return new ScramClient(hash, password, gs2Header, bare, data);
    }

    String first() {
        return gs2Header + bare;
    }

    String last(String serverFirst) {
        return withProof(serverFirst, withoutProof(serverFirst));
    }

    /** The final message with whatever is said before the proof, correctly proven. */
    String withProof(String serverFirst, String withoutProof) {
        byte[] clientKey = hmac(salted(serverFirst), "Client Key");
        byte[] signature = hmac(digest(clientKey), authMessage(serverFirst, withoutProof));
        for (int i = 0; i < clientKey.length; i++) {
            clientKey[i] ^= signature[i];
        }
        return withoutProof + ",p=" + Base64.getEncoder().encodeToString(clientKey);
    }

    String withoutProof(String serverFirst) {
        byte[] header = gs2Header.getBytes(StandardCharsets.UTF_8);
        byte[] input = new byte[header.length + channel.length];
        System.arraycopy(header, 0, input, 0, header.length);
        System.arraycopy(channel, 0, input, header.length, channel.length);
        return "c=" + Base64.getEncoder().encodeToString(input) + ",r=" + attribute(serverFirst, 0);
    }

    /** What the server must answer to {@link #last}. */
    String serverFinal(String serverFirst) {
        byte[] serverKey = hmac(salted(serverFirst), "Server Key");
        byte[] signature = hmac(serverKey, authMessage(serverFirst, withoutProof(serverFirst)));
        return "v=" + Base64.getEncoder().encodeToString(signature);
    }

    private String authMessage(String serverFirst, String withoutProof) {
        return bare + "," + serverFirst + "," + withoutProof;
    }

    static String attribute(String serverFirst, int place) {
        return serverFirst.split(",")[place].substring(2);
    }

    /** Hi of RFC 5802 §2.2. */
    private byte[] salted(String serverFirst) {
        byte[] salt = Base64.getDecoder().decode(attribute(serverFirst, 1));
        int iterations = Integer.parseInt(attribute(serverFirst, 2));
        byte[] block = new byte[salt.length + 4];
        System.arraycopy(salt, 0, block, 0, salt.length);
        block[salt.length + 3] = 1;
        byte[] key = password.getBytes(StandardCharsets.UTF_8);
        byte[] last = hmac(key, block);
        byte[] all = last.clone();
        for (int i = 1; i < iterations; i++) {
            last = hmac(key, last);
            for (int j = 0; j < all.length; j++) {
                all[j] ^= last[j];
            }
        }
        return all;
    }

    private byte[] hmac(byte[] key, String message) {
        return hmac(key, message.getBytes(StandardCharsets.UTF_8));
    }

    private byte[] hmac(byte[] key, byte[] message) {
        String name = "Hmac" + hash.replace("-", "");
        try {
            Mac mac = Mac.getInstance(name);
            mac.init(new SecretKeySpec(key, name));
            return mac.doFinal(message);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private byte[] digest(byte[] input) {
        try {
            return MessageDigest.getInstance(hash).digest(input);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
