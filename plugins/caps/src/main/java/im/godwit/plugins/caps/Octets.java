package im.godwit.plugins.caps;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;

/** The order in which both specifications sort: i;octet of RFC 4790 §9.3, over UTF-8. */
final class Octets {
    static final Comparator<byte[]> ORDER = Arrays::compareUnsigned;

    static final Comparator<String> TEXT_ORDER = Comparator.comparing(Octets::of, ORDER);

    private Octets() {}

    static byte[] of(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
