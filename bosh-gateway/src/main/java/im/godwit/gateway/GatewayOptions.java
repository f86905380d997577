package im.godwit.gateway;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Options of the gateway.
 *
 * @param address where to listen: a name or an IP address
 * @param port the port without encryption, if there is to be one; 0 for any that is free
 * @param tls the port with encryption, if there is to be one
 * @param publicUrl where clients reach the gateway from outside, such as {@code https://chat.example.org}, where a
 *     proxy in front of it makes that another place than the listener
 * @param domains the XMPP domains served, the one that the chat page signs in to first
 * @param registration whether the chat page offers to make an account
 * @param origins the origins whose pages may use BOSH and WebSocket; {@code *} for all
 * @param proxies the proxies whose word about the client's address and encryption is believed
 * @param bosh options of BOSH
 * @param webSocket options of WebSocket
 * @param perAddress what one client's address may have of both
 */
public record GatewayOptions(
        String address,
        OptionalInt port,
        Optional<TlsListener> tls,
        Optional<URI> publicUrl,
        List<String> domains,
        boolean registration,
        Set<String> origins,
        Proxies proxies,
        BoshOptions bosh,
        WebSocketOptions webSocket,
        AddressLimits perAddress) {
    public GatewayOptions {
        domains = List.copyOf(domains);
        origins = Set.copyOf(origins);
        if (domains.isEmpty()) {
            throw new IllegalArgumentException("domains must name at least one domain");
        }
        if (port.isEmpty() && tls.isEmpty()) {
            throw new IllegalArgumentException("there must be a port, with TLS or without");
        }
        publicUrl.ifPresent(GatewayOptions::check);
    }

    /** The options where the configuration is silent: on loopback, for a proxy on the same machine. */
    public static GatewayOptions defaults(List<String> domains) {
        return new GatewayOptions(
                "127.0.0.1",
                OptionalInt.of(5280),
                Optional.empty(),
                Optional.empty(),
                domains,
                false,
                Set.of("*"),
                Proxies.NONE,
                BoshOptions.defaults(),
                WebSocketOptions.defaults(),
                AddressLimits.defaults());
    }

    private static void check(URI url) {
        boolean http = "https".equalsIgnoreCase(url.getScheme()) || "http".equalsIgnoreCase(url.getScheme());
        if (!http || url.getHost() == null || url.getQuery() != null || url.getFragment() != null) {
            throw new IllegalArgumentException("publicUrl must be like https://chat.example.org, not " + url);
        }
    }

    /** The same, listening elsewhere. */
    public GatewayOptions at(String otherAddress, OptionalInt plainPort, Optional<TlsListener> encrypted) {
        return new GatewayOptions(
                otherAddress,
                plainPort,
                encrypted,
                publicUrl,
                domains,
                registration,
                origins,
                proxies,
                bosh,
                webSocket,
                perAddress);
    }

    /** The same, reached from outside at another place. */
    public GatewayOptions withPublicUrl(Optional<URI> url) {
        return new GatewayOptions(
                address, port, tls, url, domains, registration, origins, proxies, bosh, webSocket, perAddress);
    }

    /** The same with an offer to make accounts, or without. */
    public GatewayOptions withRegistration(boolean offered) {
        return new GatewayOptions(
                address, port, tls, publicUrl, domains, offered, origins, proxies, bosh, webSocket, perAddress);
    }

    /** The same for pages of other origins. */
    public GatewayOptions withOrigins(Set<String> others) {
        return new GatewayOptions(
                address, port, tls, publicUrl, domains, registration, others, proxies, bosh, webSocket, perAddress);
    }

    /** The same behind other proxies. */
    public GatewayOptions withProxies(Proxies others) {
        return new GatewayOptions(
                address, port, tls, publicUrl, domains, registration, origins, others, bosh, webSocket, perAddress);
    }

    /** The same with other options of BOSH. */
    public GatewayOptions withBosh(BoshOptions other) {
        return new GatewayOptions(
                address, port, tls, publicUrl, domains, registration, origins, proxies, other, webSocket, perAddress);
    }

    /** The same with other options of WebSocket. */
    public GatewayOptions withWebSocket(WebSocketOptions other) {
        return new GatewayOptions(
                address, port, tls, publicUrl, domains, registration, origins, proxies, bosh, other, perAddress);
    }

    /** The same with other limits of addresses. */
    public GatewayOptions withPerAddress(AddressLimits other) {
        return new GatewayOptions(
                address, port, tls, publicUrl, domains, registration, origins, proxies, bosh, webSocket, other);
    }
}
