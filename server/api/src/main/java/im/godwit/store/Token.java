package im.godwit.store;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * Something that nobody can guess, such as a part of a URL that lets whoever knows it do something. Where it is kept to
 * be compared, only its {@link #hash} is kept.
 *
 * @param text letters and digits where {@link #next} made it
 */
public record Token(String text) {
    private static final int BYTES = 20;
    private static final SecureRandom CHANCE = new SecureRandom();

    /** A new one of 160 bits, in hexadecimal: fit for URLs, and for names of files anywhere. */
    public static Token next() {
        byte[] bytes = new byte[BYTES];
        CHANCE.nextBytes(bytes);
        return new Token(HexFormat.of().formatHex(bytes));
    }

    /** SHA-256 in hexadecimal: who reads a database cannot use what is in it. */
    public String hash() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java platform has SHA-256
        }
    }

    @Override
    public String toString() {
        return "Token[…]"; // logs are read by others
    }
}
