package im.godwit.gateway;

import java.net.IDN;
import java.net.InetAddress;
import java.net.URI;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.jetty.server.Request;

/** Where the gateway is reached from outside, and under which names. */
final class PublicAddress {
    private final URI base;
    private final Set<String> names;

    /** @param port the port that is really listened on */
    PublicAddress(GatewayOptions options, int port) {
        base = options.publicUrl().orElseGet(() -> listener(options.address(), port));
        // browsers ask for a domain outside ASCII by its A-label (RFC 5890)
        Stream<String> domains = options.domains().stream().flatMap(d -> Stream.of(d, IDN.toASCII(d)));
        names = Stream.concat(domains, Stream.of(base.getHost()))
                .map(PublicAddress::normal)
                .collect(Collectors.toUnmodifiableSet());
    }

    private static URI listener(String address, int port) {
        String host = address.contains(":") ? "[" + address + "]" : address;
        return URI.create("http://" + host + ":" + port);
    }

    /** The URL of a path here. */
    URI resolve(String path) {
        String prefix = base.toString();
        return URI.create((prefix.endsWith("/") ? prefix.substring(0, prefix.length() - 1) : prefix) + path);
    }

    /** Whether what goes to this address is encrypted or never leaves the machine. */
    boolean isSafe() {
        return "https".equalsIgnoreCase(base.getScheme()) || isLoopback(normal(base.getHost()));
    }

    /** Whether a request asks for a name that is ours: a served domain, our public name, or this very machine. */
    boolean isOurs(Request request) {
        String name = normal(Request.getServerName(request));
        return names.contains(name) || isLoopback(name);
    }

    private static boolean isLoopback(String name) {
        // RFC 6761 §6.3: localhost and all below it
        if (name.equals("localhost") || name.endsWith(".localhost")) {
            return true;
        }
        try {
            return InetAddress.ofLiteral(name).isLoopbackAddress();
        } catch (IllegalArgumentException notAnAddress) {
            return false;
        }
    }

    private static String normal(String host) {
        String bare = host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
        return bare.toLowerCase(Locale.ROOT);
    }
}
