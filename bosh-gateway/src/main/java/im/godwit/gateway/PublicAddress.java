package im.godwit.gateway;

import java.net.IDN;
import java.net.InetAddress;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.jetty.server.Request;

/** Where the gateway is reached from outside, and under which names. */
public final class PublicAddress {
    private final URI base;
    private final Set<String> names;

    /**
     * Finds it out from what is configured.
     *
     * @param address where the gateway listens: a name or an IP address
     * @param publicUrl where a proxy in front of it listens
     * @param domains the XMPP domains served
     * @param plain the port that is really listened on without encryption
     * @param encrypted the one with; one of the two is there
     */
    public PublicAddress(
            String address,
            Optional<URI> publicUrl,
            List<String> domains,
            Optional<Integer> plain,
            Optional<Integer> encrypted) {
        base = publicUrl.orElseGet(() -> listener(address, domains.getFirst(), plain, encrypted));
        // browsers ask for a domain outside ASCII by its A-label (RFC 5890)
        Stream<String> both = domains.stream().flatMap(d -> Stream.of(d, IDN.toASCII(d)));
        names = Stream.concat(both, Stream.of(base.getHost()))
                .map(PublicAddress::normal)
                .collect(Collectors.toUnmodifiableSet());
    }

    // On loopback the way without encryption is as safe, and needs no certificate that others have signed. Elsewhere
    // certificates are for domains, not for addresses.
    private static URI listener(String address, String domain, Optional<Integer> plain, Optional<Integer> encrypted) {
        boolean preferPlain = encrypted.isEmpty() || plain.isPresent() && isLoopback(normal(address));
        String host = preferPlain ? (address.contains(":") ? "[" + address + "]" : address) : IDN.toASCII(domain);
        return preferPlain
                ? URI.create("http://" + host + ":" + plain.orElseThrow())
                : URI.create("https://" + host + ":" + encrypted.orElseThrow());
    }

    /** The URL of a path here. */
    public URI resolve(String path) {
        String prefix = base.toString();
        return URI.create((prefix.endsWith("/") ? prefix.substring(0, prefix.length() - 1) : prefix) + path);
    }

    /** The URL of a path here that takes WebSockets. */
    URI resolveWebSocket(String path) {
        // http becomes ws, and https wss (RFC 6455 §3)
        return URI.create("ws" + resolve(path).toString().substring("http".length()));
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
