package im.godwit.gateway;

import im.godwit.core.net.CertificateFiles;
import im.godwit.core.net.Certificates;
import im.godwit.core.net.ListenerOptions;
import im.godwit.core.net.ListenerOptions.Mode;
import im.godwit.core.net.SelfSigned;
import im.godwit.core.net.TcpListener;
import im.godwit.core.net.UpstreamConnector;
import im.godwit.core.net.UpstreamOptions;
import im.godwit.core.net.UpstreamTrust;
import im.godwit.core.transport.StreamAcceptor;
import im.godwit.core.upstream.GatewayStreams;
import im.godwit.core.upstream.ServerAddress;
import im.godwit.core.upstream.Servers;
import im.godwit.core.xml.ParseLimits;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What lies between a gateway on its own and a server's streams: TCP with STARTTLS. */
final class UpstreamStand implements AutoCloseable {
    private final TcpListener listener;
    private final UpstreamConnector connector;
    private final GatewayStreams streams;

    private UpstreamStand(TcpListener listener, UpstreamConnector connector, GatewayStreams streams) {
        this.listener = listener;
        this.connector = connector;
        this.streams = streams;
    }

    static UpstreamStand before(StreamAcceptor server, String domain, Path folder) throws IOException {
        CertificateFiles files =
                new CertificateFiles(domain, folder.resolve(domain + ".crt"), folder.resolve(domain + ".key"));
        SelfSigned.write(files);
        TcpListener listener = TcpListener.open(
                ListenerOptions.at(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                        Mode.STARTTLS,
                        Optional.of(Certificates.read(List.of(files)))),
                server);
        UpstreamConnector connector = connector(Mode.STARTTLS, files);
        Servers servers = servers(listener.address().getPort());
        return new UpstreamStand(
                listener, connector, new GatewayStreams(List.of(domain), servers, connector, Duration.ofSeconds(60)));
    }

    /** One server, on loopback. */
    static Servers servers(int port) {
        return new Servers(new ServerAddress("127.0.0.1", port), Set.of());
    }

    /** What connects to servers that show this certificate. */
    static UpstreamConnector connector(Mode mode, CertificateFiles files) throws IOException {
        return new UpstreamConnector(new UpstreamOptions(
                mode,
                UpstreamTrust.ofFile(files.chain()),
                false,
                Duration.ofSeconds(20),
                Duration.ofSeconds(20),
                Duration.ofSeconds(60),
                ParseLimits.AUTHENTICATED,
                1024 * 1024,
                1));
    }

    /** What the gateway hands its clients' streams to. */
    GatewayStreams streams() {
        return streams;
    }

    /** The server's connections end, and no more are taken. */
    void closeServer() {
        listener.close();
    }

    @Override
    public void close() {
        connector.close();
        streams.close();
        listener.close();
    }
}
