package im.godwit.http;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

/**
 * Where the HTTP listeners are reached from outside, as the configuration says; provided by the core on every host of a
 * server that listens for HTTP.
 */
@FunctionalInterface
public interface HttpAddress {
    /**
     * The URL of a path, such as {@code https://chat.example.org/pubsub/news}.
     *
     * @param path begins with a slash; what needs escaping is escaped
     */
    URI resolve(String path);

    /** A text as a segment of a path: all but letters, digits and {@code -._~} is escaped (RFC 3986 §2.1, §2.3). */
    static String segment(String text) {
        StringBuilder segment = new StringBuilder();
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xFF);
            boolean plain = c < 0x80 && (Character.isLetterOrDigit(c) || "-._~".indexOf(c) >= 0);
            segment.append(plain ? String.valueOf(c) : "%%%02X".formatted((int) c));
        }
        return segment.toString();
    }

    /** The text whose {@link #segment} this is; {@code +} stands for itself. */
    static String text(String segment) {
        try {
            return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException noEscape) {
            return segment;
        }
    }
}
