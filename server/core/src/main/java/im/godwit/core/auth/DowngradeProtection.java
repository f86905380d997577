package im.godwit.core.auth;

import im.godwit.plugin.Implements;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Set;

/**
 * Lets a client see in a SCRAM exchange whether somebody changed what it was offered (XEP-0474): the proofs of both
 * sides cover a hash of the offer.
 */
@Implements(value = "XEP-0474", version = "0.5.0")
final class DowngradeProtection {
    private static final String BETWEEN = "\u001e";
    private static final String BINDINGS = "\u001f";

    private DowngradeProtection() {}

    /**
     * The hash of an offer (§5.1).
     *
     * @param hash of the mechanism in use
     * @param bindings the types that were announced (XEP-0440); with none, there was no announcement
     */
    static byte[] hash(ScramHash hash, Collection<String> mechanisms, Set<String> bindings) {
        String offer = joined(mechanisms) + (bindings.isEmpty() ? "" : BINDINGS + joined(bindings));
        return hash.hash(offer.getBytes(StandardCharsets.US_ASCII));
    }

    /** In the order of their octets; names are ASCII, so that is the order of strings. */
    private static String joined(Collection<String> names) {
        return String.join(BETWEEN, names.stream().sorted().toList());
    }
}
