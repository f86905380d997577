package im.godwit.gateway;

import java.util.Locale;
import java.util.Optional;

/**
 * The media types that a client may have its answers in ({@code content}, XEP-0124 §7.1). Only such as a browser does
 * not run as a page: with a type of an attacker's choice, what others say would become one.
 */
enum ContentType {
    TEXT_XML("text/xml"),
    APPLICATION_XML("application/xml"),
    TEXT_PLAIN("text/plain");

    private final String type;

    ContentType(String type) {
        this.type = type;
    }

    /** The type that a request asks for, as far as it may be chosen; {@code text/xml} otherwise. */
    static ContentType of(Optional<String> content) {
        String asked = content.orElse("").toLowerCase(Locale.ROOT).replaceAll("[\\s\"]", "");
        for (ContentType one : values()) {
            if (asked.equals(one.type) || asked.equals(one.type + ";charset=utf-8")) {
                return one;
            }
        }
        return TEXT_XML;
    }

    /** The value of the header. */
    String header() {
        return type + "; charset=utf-8";
    }
}
