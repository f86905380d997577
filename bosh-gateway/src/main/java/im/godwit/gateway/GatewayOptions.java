package im.godwit.gateway;

import java.net.InetAddress;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Options of the gateway.
 *
 * @param address where to listen: a name or an IP address
 * @param port the port; 0 for any that is free
 * @param publicUrl where clients reach the gateway from outside, such as {@code https://chat.example.org}, where a
 *     proxy in front of it makes that another place than the listener
 * @param domains the XMPP domains served, the one that the chat page signs in to first
 * @param registration whether the chat page offers to make an account
 * @param origins the origins whose pages may use BOSH; {@code *} for all
 * @param trustedProxies the proxies whose word about the client's address and encryption is believed
 * @param bosh options of BOSH
 */
public record GatewayOptions(
        String address,
        int port,
        Optional<URI> publicUrl,
        List<String> domains,
        boolean registration,
        Set<String> origins,
        Set<InetAddress> trustedProxies,
        BoshOptions bosh) {
    public GatewayOptions {
        domains = List.copyOf(domains);
        origins = Set.copyOf(origins);
        trustedProxies = Set.copyOf(trustedProxies);
        if (domains.isEmpty()) {
            throw new IllegalArgumentException("domains must name at least one domain");
        }
        publicUrl.ifPresent(GatewayOptions::check);
    }

    /** The options where the configuration is silent: on loopback, for a proxy on the same machine. */
    public static GatewayOptions defaults(List<String> domains) {
        return new GatewayOptions(
                "127.0.0.1", 5280, Optional.empty(), domains, false, Set.of("*"), Set.of(), BoshOptions.defaults());
    }

    private static void check(URI url) {
        boolean http = "https".equalsIgnoreCase(url.getScheme()) || "http".equalsIgnoreCase(url.getScheme());
        if (!http || url.getHost() == null || url.getQuery() != null || url.getFragment() != null) {
            throw new IllegalArgumentException("publicUrl must be like https://chat.example.org, not " + url);
        }
    }
}
