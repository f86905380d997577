package im.godwit.gateway;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.QuotedCSV;

/**
 * What one proxy says of the machine before it.
 *
 * @param address its address; none where it is hidden or no address
 * @param protocol the protocol that it used, such as {@code https}
 */
record ForwardedHop(Optional<InetAddress> address, Optional<String> protocol) {
    /** All hops that a request tells of, the farthest first. */
    static List<ForwardedHop> of(HttpFields headers, Proxies.Header header) {
        return switch (header) {
            case X_FORWARDED -> ofXForwarded(headers);
            case FORWARDED -> ofForwarded(headers);
        };
    }

    private static List<ForwardedHop> ofXForwarded(HttpFields headers) {
        List<String> protocols = headers.getCSV("X-Forwarded-Proto", false);
        Optional<String> protocol = protocols.isEmpty() ? Optional.empty() : Optional.of(protocols.getLast());
        List<ForwardedHop> hops = new ArrayList<>();
        for (String address : headers.getCSV("X-Forwarded-For", false)) {
            hops.add(new ForwardedHop(parse(address), protocol));
        }
        // it may tell the one without the other
        return hops.isEmpty() && protocol.isPresent() ? List.of(new ForwardedHop(Optional.empty(), protocol)) : hops;
    }

    // RFC 7239 §4
    private static List<ForwardedHop> ofForwarded(HttpFields headers) {
        List<ForwardedHop> hops = new ArrayList<>();
        for (String element : headers.getCSV("Forwarded", true)) {
            Optional<InetAddress> address = Optional.empty();
            Optional<String> protocol = Optional.empty();
            for (String pair : element.split(";")) {
                String[] parts = pair.split("=", 2);
                String name = parts[0].strip().toLowerCase(Locale.ROOT);
                String value = parts.length < 2 ? "" : QuotedCSV.unquote(parts[1].strip());
                switch (name) {
                    case "for" -> address = parse(withoutPort(value));
                    case "proto" -> protocol = Optional.of(value);
                    default -> {} // by and host say nothing of the client
                }
            }
            hops.add(new ForwardedHop(address, protocol));
        }
        return hops;
    }

    // §6: an IPv6 address stands in brackets, and either may have a port
    private static String withoutPort(String node) {
        if (node.startsWith("[")) {
            int end = node.indexOf(']');
            return end < 0 ? "" : node.substring(1, end);
        }
        int colon = node.indexOf(':');
        return colon < 0 ? node : node.substring(0, colon);
    }

    private static Optional<InetAddress> parse(String text) {
        try {
            return Optional.of(InetAddress.ofLiteral(text));
        } catch (IllegalArgumentException noAddress) {
            return Optional.empty();
        }
    }
}
