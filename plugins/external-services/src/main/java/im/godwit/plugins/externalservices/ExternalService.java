package im.godwit.plugins.externalservices;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A STUN or TURN server.
 *
 * @param host a domain name, or an IP address without brackets
 */
record ExternalService(Kind kind, String host, int port, String transport) {
    private static final Pattern URI = Pattern.compile(
            "(stuns?|turns?):(\\[[0-9A-Fa-f:.]+]|[A-Za-z0-9._-]+)(?::([0-9]{1,5}))?(?:\\?transport=(udp|tcp))?");
    private static final int MAX_PORT = 65535;

    /** The types of the registry for XEP-0215. */
    enum Kind {
        STUN("stun", 3478, "udp"),
        STUNS("stuns", 5349, "tcp"),
        TURN("turn", 3478, "udp"),
        TURNS("turns", 5349, "tcp");

        private final String text;
        private final int usualPort;
        private final String usualTransport;

        Kind(String text, int usualPort, String usualTransport) {
            this.text = text;
            this.usualPort = usualPort;
            this.usualTransport = usualTransport;
        }

        String text() {
            return text;
        }

        /** Whether a password is needed there. */
        boolean isRelay() {
            return this == TURN || this == TURNS;
        }
    }

    /**
     * Reads a URI of RFC 7064 or RFC 7065; what it leaves out is as usual (RFC 8489 §8.1, RFC 8656 §3.1).
     *
     * @throws IllegalArgumentException if it is none
     */
    static ExternalService parse(String uri) {
        Matcher matcher = URI.matcher(uri);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("not the URI of a STUN or TURN server: " + uri);
        }
        Kind kind = Kind.valueOf(matcher.group(1).toUpperCase(Locale.ROOT));
        int port = matcher.group(3) == null ? kind.usualPort : Integer.parseInt(matcher.group(3));
        if (port == 0 || port > MAX_PORT) {
            throw new IllegalArgumentException("no such port: " + uri);
        }
        String transport = matcher.group(4) == null ? kind.usualTransport : matcher.group(4);
        return new ExternalService(kind, matcher.group(2).replaceAll("[\\[\\]]", ""), port, transport);
    }
}
