package im.godwit.core.host;

import java.security.SecureRandom;
import java.util.Base64;

/** Unguessable identifiers: 128 bits from a secure source, in 22 characters that are safe in XML, URLs and JIDs. */
public final class Ids {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

    private Ids() {}

    /** A new identifier. */
    public static String next() {
        byte[] bits = new byte[16];
        RANDOM.nextBytes(bits);
        return ENCODER.encodeToString(bits);
    }
}
