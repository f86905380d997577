package im.godwit.plugins.caps;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Optional;

/** The hash functions that are supported, the preferred ones first (XEP-0115 §9.1, XEP-0300 §2). */
enum HashFunction {
    SHA_256("sha-256", "SHA-256"),
    SHA3_256("sha3-256", "SHA3-256"),
    SHA_512("sha-512", "SHA-512"),
    SHA3_512("sha3-512", "SHA3-512"),
    SHA_384("sha-384", "SHA-384"),
    SHA_224("sha-224", "SHA-224"),
    SHA_1("sha-1", "SHA-1");

    private final String text;
    private final String algorithm;

    HashFunction(String text, String algorithm) {
        this.text = text;
        this.algorithm = algorithm;
    }

    /** Its name in the IANA registry of hash function textual names. */
    String text() {
        return text;
    }

    static Optional<HashFunction> of(String text) {
        for (HashFunction function : values()) {
            if (function.text.equals(text)) {
                return Optional.of(function);
            }
        }
        return Optional.empty();
    }

    /** The hash in Base64. */
    String hash(byte[] input) {
        try {
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance(algorithm).digest(input));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible); // every JDK has these
        }
    }
}
