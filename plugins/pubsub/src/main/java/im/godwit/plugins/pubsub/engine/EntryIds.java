package im.godwit.plugins.pubsub.engine;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.OptionalLong;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Names entries of histories: always the same, unpredictable and of no other node (XEP-0313 §3), without keeping them.
 * A name is the entry's position with a proof that this server made it. For many threads.
 */
final class EntryIds {
    private static final String ALGORITHM = "HmacSHA256";
    private static final char SEPARATOR = '-';
    private static final int PROOF_BYTES = 12;

    private final SecretKeySpec secret;

    EntryIds(String secret) {
        this.secret = new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM);
    }

    String of(Node node, long position) {
        return Long.toString(position, Character.MAX_RADIX)
                + SEPARATOR
                + HexFormat.of().formatHex(proof(node, position));
    }

    /** The position of an entry that may be gone; none if this is no name of this node. */
    OptionalLong position(Node node, String id) {
        int end = id.indexOf(SEPARATOR);
        if (end < 0) {
            return OptionalLong.empty();
        }
        try {
            long position = Long.parseLong(id.substring(0, end), Character.MAX_RADIX);
            boolean genuine = MessageDigest.isEqual(
                    of(node, position).getBytes(StandardCharsets.UTF_8), id.getBytes(StandardCharsets.UTF_8));
            return genuine ? OptionalLong.of(position) : OptionalLong.empty();
        } catch (NumberFormatException notOurs) {
            return OptionalLong.empty();
        }
    }

    private byte[] proof(Node node, long position) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(secret);
            byte[] whole = mac.doFinal(ByteBuffer.allocate(2 * Long.BYTES)
                    .putLong(node.key())
                    .putLong(position)
                    .array());
            return Arrays.copyOf(whole, PROOF_BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e); // every Java platform has it
        }
    }
}
