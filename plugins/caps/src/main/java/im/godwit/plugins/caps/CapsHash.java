package im.godwit.plugins.caps;

import im.godwit.xml.Element;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * A hash of what an entity can do; equal hashes stand for equal features, whoever announces them.
 *
 * @param protocol how the hash is made
 * @param function with which function
 * @param value the hash in Base64
 */
record CapsHash(Protocol protocol, HashFunction function, String value) {
    /** Larger descriptions belong to no client that was ever seen. */
    private static final int MAX_BYTES = 64 * 1024;

    /** The specification that tells how a hash is made. */
    enum Protocol {
        /** XEP-0115. */
        CAPS,
        /** XEP-0390. */
        CAPS_2
    }

    /** As text that no other hash has. */
    String key() {
        return protocol + "/" + function.text() + "/" + value;
    }

    /**
     * The features of an entity that described itself when it was asked about this hash.
     *
     * @return nothing unless the description matches the hash (XEP-0115 §5.4, XEP-0390 §4.4)
     */
    Optional<Set<String>> verify(Element query) {
        Optional<Description> description = Description.of(query);
        return switch (protocol) {
            case CAPS ->
                description
                        .flatMap(VerificationString::of)
                        .filter(string -> matches(string.bytes()))
                        .map(VerificationString::features);
            case CAPS_2 ->
                description
                        .filter(known ->
                                HashInput.of(known).filter(this::matches).isPresent())
                        .map(known -> Set.copyOf(new HashSet<>(known.features())));
        };
    }

    private boolean matches(byte[] input) {
        return input.length <= MAX_BYTES && function.hash(input).equals(value);
    }
}
