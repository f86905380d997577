package im.godwit.app;

import im.godwit.core.config.GatewayConfiguration;
import im.godwit.core.config.GatewaySettings;
import im.godwit.core.config.Settings;
import im.godwit.core.config.UpstreamSettings;
import im.godwit.core.net.CertificateFiles;
import im.godwit.core.net.Certificates;
import im.godwit.core.net.ListenerOptions.Mode;
import im.godwit.core.net.UpstreamConnector;
import im.godwit.core.net.UpstreamOptions;
import im.godwit.core.net.UpstreamTrust;
import im.godwit.core.upstream.GatewayStreams;
import im.godwit.core.upstream.ServerAddress;
import im.godwit.core.upstream.Servers;
import im.godwit.core.xml.ParseLimits;
import im.godwit.gateway.AddressLimits;
import im.godwit.gateway.Gateway;
import im.godwit.gateway.GatewayOptions;
import im.godwit.gateway.Offers;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;

/** A web gateway before a server of another process. {@link #close} ends its clients' streams, then those beyond. */
public final class RunningGateway implements AutoCloseable {
    /** A roster or an archive's page may have many elements; its size is bounded in bytes. */
    private static final ParseLimits SERVER = new ParseLimits(
            ParseLimits.AUTHENTICATED.bytes(), 128, 128, 64, 100_000, ParseLimits.AUTHENTICATED.nameLength(), true);

    private final UpstreamConnector connector;
    private final GatewayStreams streams;
    private final Gateway gateway;

    private RunningGateway(UpstreamConnector connector, GatewayStreams streams, Gateway gateway) {
        this.connector = connector;
        this.streams = streams;
        this.gateway = gateway;
    }

    /**
     * Starts a gateway. It connects to the server when a client comes, not before.
     *
     * @throws FatalException if a part cannot start; nothing is left running then
     */
    public static RunningGateway start(GatewayConfiguration configuration) {
        GatewaySettings settings = configuration.settings();
        UpstreamOptions upstream = upstream(configuration);
        GatewayOptions options = WebListener.options(
                settings.http(),
                settings.served(),
                settings.registration(),
                () -> certificates(configuration),
                settings.maxStanzaUnauthenticated(),
                settings.maxStanza(),
                new AddressLimits(settings.connectionsPerAddress(), settings.unauthenticatedPerAddress()));
        UpstreamConnector connector = new UpstreamConnector(upstream);
        GatewayStreams streams = new GatewayStreams(
                settings.served(),
                servers(settings.upstream()),
                connector,
                settings.upstream().loginTimeout());
        try {
            return new RunningGateway(
                    connector, streams, WebListener.start(options, settings.http(), streams, Offers.NONE));
        } catch (FatalException fatal) {
            streams.close();
            connector.close();
            throw fatal;
        }
    }

    private static SSLContext certificates(GatewayConfiguration configuration) {
        Settings.Tls tls = configuration.settings().tls();
        List<CertificateFiles> files = configuration.settings().served().stream()
                .map(domain -> new CertificateFiles(
                        domain,
                        configuration.resolve(tls.certificate().orElseThrow()),
                        configuration.resolve(tls.key().orElseThrow())))
                .toList();
        try {
            return Certificates.read(files).tls();
        } catch (IOException unusable) {
            throw new FatalException(unusable.getMessage());
        }
    }

    private static Servers servers(UpstreamSettings settings) {
        return new Servers(
                new ServerAddress(settings.host(), settings.port()),
                settings.routes().stream()
                        .flatMap(route -> ServerAddress.ofRoute(route).stream())
                        .collect(Collectors.toSet()));
    }

    private static UpstreamOptions upstream(GatewayConfiguration configuration) {
        UpstreamSettings settings = configuration.settings().upstream();
        return new UpstreamOptions(
                settings.directTls() ? Mode.DIRECT_TLS : Mode.STARTTLS,
                trust(configuration),
                settings.proxyProtocol(),
                settings.connectTimeout(),
                settings.loginTimeout(),
                settings.keepalive(),
                SERVER.withBytes(settings.maxStanza().asInt()),
                settings.maxQueue().asInt(),
                Math.clamp(Runtime.getRuntime().availableProcessors(), 1, 8));
    }

    private static UpstreamTrust trust(GatewayConfiguration configuration) {
        UpstreamSettings settings = configuration.settings().upstream();
        try {
            if (settings.selfSigned()) {
                requireLoopback(settings.host());
                return UpstreamTrust.ofAnyOnLoopback();
            }
            return settings.trust().isPresent()
                    ? UpstreamTrust.ofFile(
                            configuration.resolve(settings.trust().get()))
                    : UpstreamTrust.ofAuthorities();
        } catch (IOException unusable) {
            throw new FatalException("upstream.trust: " + unusable.getMessage());
        }
    }

    private static void requireLoopback(String host) {
        try {
            if (!InetAddress.getByName(host).isLoopbackAddress()) {
                throw new FatalException("upstream.self-signed is for a server on this machine, and " + host
                        + " is elsewhere; name its certificate in upstream.trust instead");
            }
        } catch (UnknownHostException unknown) {
            throw new FatalException("upstream.host: there is no machine " + host);
        }
    }

    /** The port of HTTP without encryption; none if it is off. */
    public Optional<Integer> httpPort() {
        return gateway.port();
    }

    /** The port of HTTP with TLS; none if it is off. */
    public Optional<Integer> httpsPort() {
        return gateway.tlsPort();
    }

    /** How many clients' streams there are, logged in or not. */
    public int streams() {
        return streams.count();
    }

    /** Tells all clients {@code system-shutdown}; sessions that can be resumed stay so at the server. */
    @Override
    public void close() {
        gateway.close();
        connector.close();
        streams.close();
    }
}
