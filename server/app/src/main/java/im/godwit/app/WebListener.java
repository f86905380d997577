package im.godwit.app;

import im.godwit.core.config.Bytes;
import im.godwit.core.config.Http;
import im.godwit.core.config.SeeOther.When;
import im.godwit.core.transport.StreamAcceptor;
import im.godwit.gateway.AddressLimits;
import im.godwit.gateway.BoshOptions;
import im.godwit.gateway.Gateway;
import im.godwit.gateway.GatewayOptions;
import im.godwit.gateway.Moved;
import im.godwit.gateway.Offers;
import im.godwit.gateway.Proxies;
import im.godwit.gateway.TlsListener;
import im.godwit.gateway.WebSocketOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;

/** Starts the web gateway as a configuration has it, inside a server or on its own. */
final class WebListener {
    private WebListener() {}

    /**
     * The options of the gateway.
     *
     * @param tls asked only where HTTP has a port with TLS
     * @param strangersStanza the largest of a client that has not logged in; one message of a WebSocket is one stanza
     */
    static GatewayOptions options(
            Http http,
            List<String> domains,
            boolean registration,
            Supplier<SSLContext> tls,
            Bytes strangersStanza,
            Bytes stanza,
            AddressLimits perAddress) {
        BoshOptions bosh = new BoshOptions(
                http.maxWait(),
                http.maxHold(),
                http.inactivity(),
                http.polling(),
                http.maxPause(),
                http.maxStreams(),
                http.maxSessions(),
                http.maxBodyUnauthenticated().asInt(),
                http.maxBody().asInt(),
                http.maxQueue().asInt(),
                http.secureBoshUrl().map(URI::create),
                http.seeOther().boshUrl().map(URI::create));
        WebSocketOptions webSocket = new WebSocketOptions(
                http.maxSessions(),
                strangersStanza.asInt(),
                stanza.asInt(),
                http.maxQueue().asInt(),
                http.keepalive(),
                http.idleTimeout(),
                http.seeOther().websocketUrl().map(URI::create));
        return new GatewayOptions(
                http.address(),
                http.port() > 0 ? OptionalInt.of(http.port()) : OptionalInt.empty(),
                http.tlsPort() > 0 ? Optional.of(new TlsListener(http.tlsPort(), tls.get())) : Optional.empty(),
                http.publicUrl().map(URI::create),
                domains,
                registration,
                Set.copyOf(http.origins()),
                new Proxies(
                        trustedProxies(http),
                        Proxies.Header.valueOf(http.proxyHeader().name())),
                bosh,
                webSocket,
                perAddress);
    }

    /**
     * Starts it.
     *
     * @throws FatalException if an address cannot be listened on
     */
    static Gateway start(GatewayOptions options, Http http, StreamAcceptor streams, Offers offers) {
        try {
            return Gateway.start(options, http.seeOther().when() == When.ALWAYS ? new Moved() : streams, offers);
        } catch (IOException refused) {
            throw new FatalException("cannot listen for HTTP on " + http.address() + " " + refused.getMessage()
                    + "; stop what uses it, or change \"http.port\" or \"http.tls-port\" in the configuration");
        }
    }

    private static Set<InetAddress> trustedProxies(Http http) {
        Set<InetAddress> proxies = new HashSet<>();
        for (String name : http.trustedProxies()) {
            try {
                proxies.add(InetAddress.getByName(name));
            } catch (UnknownHostException unknown) {
                throw new FatalException("\"" + name + "\" in http.trusted-proxies is no address of a machine");
            }
        }
        return proxies;
    }
}
