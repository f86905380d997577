package im.godwit.gateway;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLContext;
import org.eclipse.jetty.alpn.server.ALPNServerConnectionFactory;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.http2.server.HTTP2ServerConnectionFactory;
import org.eclipse.jetty.io.WindowRateControl;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/** Makes the listeners: HTTP/1.1 in the clear; over TLS HTTP/2 as well, as the client chooses. */
final class Listeners {
    /** Browsers keep connections for the next request: longer than a session lives without one, or one is held. */
    static final Duration KEEP_ALIVE = Duration.ofSeconds(90);

    /** Silence in the middle of a request. */
    private static final Duration SILENCE = Duration.ofSeconds(20);

    /** After how long without a byte a connection is over when the gateway stops. */
    private static final Duration STOP_SILENCE = Duration.ofMillis(100);

    private static final int HEADER_SIZE = 8 * 1024;

    /** Requests at a time on one HTTP/2 connection: all of a few BOSH sessions, and the page's files. */
    private static final int STREAMS = 32;

    /** Frames a second on one HTTP/2 connection that only cost the server: resets, pings, settings. */
    private static final int CONTROL_FRAMES = 50;

    /** RFC 9325 §4.2: forward secrecy and authenticated encryption. */
    private static final String[] CIPHERS = {
        "TLS_AES_.*", "TLS_CHACHA20_.*", "TLS_(EC)?DHE_.*_GCM_.*", "TLS_(EC)?DHE_.*_CHACHA20_.*"
    };

    /** Names in the paths of plugins may hold any character; no other path is looked at after it was decoded. */
    private static final UriCompliance SLASHES_IN_NAMES = UriCompliance.DEFAULT.with(
            "names", UriCompliance.Violation.AMBIGUOUS_PATH_SEPARATOR, UriCompliance.Violation.AMBIGUOUS_PATH_ENCODING);

    private Listeners() {}

    /** HTTP/1.1 without encryption. */
    static ServerConnector plain(Server server, GatewayOptions options, int port) {
        HttpConnectionFactory http = new HttpConnectionFactory(configuration());
        return connector(server, options, port, List.of(http));
    }

    /** HTTP/2 and HTTP/1.1 over TLS. */
    static ServerConnector encrypted(Server server, GatewayOptions options, TlsListener tls) {
        HttpConfiguration configuration = configuration();
        // the certificate follows from what the client asks for by SNI; the request may name any host
        configuration.addCustomizer(new SecureRequestCustomizer(false));
        HttpConnectionFactory http1 = new HttpConnectionFactory(configuration);
        HTTP2ServerConnectionFactory http2 = new HTTP2ServerConnectionFactory(configuration);
        http2.setMaxConcurrentStreams(STREAMS);
        http2.setRateControlFactory(new WindowRateControl.Factory(CONTROL_FRAMES));
        http2.setConnectProtocolEnabled(false); // WebSockets have a connection of their own
        ALPNServerConnectionFactory alpn = new ALPNServerConnectionFactory();
        alpn.setDefaultProtocol(http1.getProtocol());
        SslConnectionFactory ssl = new SslConnectionFactory(certificates(tls.context()), alpn.getProtocol());
        return connector(server, options, tls.port(), List.of(ssl, alpn, http2, http1));
    }

    private static SslContextFactory.Server certificates(SSLContext context) {
        SslContextFactory.Server factory = new SslContextFactory.Server();
        factory.setSslContext(context);
        factory.setIncludeProtocols("TLSv1.3", "TLSv1.2");
        factory.setIncludeCipherSuites(CIPHERS);
        factory.setRenegotiationAllowed(false);
        return factory;
    }

    private static HttpConfiguration configuration() {
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        http.setSendXPoweredBy(false);
        http.setRequestHeaderSize(HEADER_SIZE);
        http.setHeaderCacheSize(0); // it would be 100 KiB for each connection
        http.setIdleTimeout(SILENCE.toMillis());
        http.setUriCompliance(SLASHES_IN_NAMES);
        return http;
    }

    private static ServerConnector connector(
            Server server, GatewayOptions options, int port, List<? extends ConnectionFactory> protocols) {
        List<ConnectionFactory> all = new ArrayList<>(protocols);
        if (!options.proxies().trusted().isEmpty()) {
            all.addFirst(
                    new ProxyProtocol(options.proxies(), protocols.getFirst().getProtocol()));
        }
        ServerConnector connector = new Listener(server, all.toArray(ConnectionFactory[]::new));
        connector.setHost(options.address());
        connector.setPort(port);
        connector.setIdleTimeout(KEEP_ALIVE.toMillis());
        connector.setShutdownIdleTimeout(STOP_SILENCE.toMillis());
        server.addConnector(connector);
        return connector;
    }
}
