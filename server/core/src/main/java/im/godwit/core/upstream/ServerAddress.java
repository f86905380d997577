package im.godwit.core.upstream;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a server listens. That is not who it is: its certificate is for a domain.
 *
 * @param host a name or an IP address, an IPv6 address without brackets
 */
public record ServerAddress(String host, int port) {
    private static final String PLACE = "(?<host>[^\\s:/@\\[\\]]+|\\[[0-9a-fA-F:.]+])";
    private static final Pattern ROUTE = Pattern.compile("xmpp:" + PLACE + ":(?<port>\\d{1,5})");
    private static final Pattern OTHER_HOST = Pattern.compile(PLACE + "(?::(?<port>\\d{1,5}))?");

    public ServerAddress {
        host = host.toLowerCase(Locale.ROOT);
    }

    /** Reads a route, such as {@code xmpp:example.org:5222} (XEP-0124 §7.1); none where it is no such thing. */
    public static Optional<ServerAddress> ofRoute(String route) {
        Matcher named = ROUTE.matcher(route);
        return named.matches() ? of(named, named.group("port")) : Optional.empty();
    }

    /** Reads what {@code <see-other-host/>} holds (RFC 6120 §4.9.3.19): where no port is named, that of this one. */
    Optional<ServerAddress> other(String place) {
        Matcher other = OTHER_HOST.matcher(place.strip());
        return other.matches()
                ? of(other, Optional.ofNullable(other.group("port")).orElse(Integer.toString(port)))
                : Optional.empty();
    }

    private static Optional<ServerAddress> of(Matcher place, String digits) {
        int port = Integer.parseInt(digits);
        String host = place.group("host");
        return port > 0 && port <= 65_535
                ? Optional.of(new ServerAddress(host.replaceAll("[\\[\\]]", ""), port))
                : Optional.empty();
    }

    @Override
    public String toString() {
        return host + " port " + port;
    }
}
