package im.godwit.core.net;

import im.godwit.core.net.ListenerOptions.Mode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import javax.net.ssl.TrustManager;

/** A listener with self-signed certificates. */
final class TlsFixture implements AutoCloseable {
    final Recorder recorder = new Recorder();
    final Certificates certificates;
    private final TcpListener listener;

    private TlsFixture(Mode mode, Certificates certificates, UnaryOperator<ListenerOptions> change) throws IOException {
        this.certificates = certificates;
        InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        this.listener =
                TcpListener.open(change.apply(ListenerOptions.at(anyPort, mode, Optional.of(certificates))), recorder);
    }

    static TlsFixture open(Mode mode, Path folder, String... domains) throws IOException {
        return open(mode, options -> options, folder, domains);
    }

    static TlsFixture open(Mode mode, UnaryOperator<ListenerOptions> change, Path folder, String... domains)
            throws IOException {
        return new TlsFixture(mode, certificates(folder, domains), change);
    }

    /** One that believes certificates of clients. */
    static TlsFixture open(Mode mode, Path folder, TrustManager[] clients) throws IOException {
        return new TlsFixture(mode, certificates(folder, clients, "example.org"), options -> options);
    }

    /** New certificates for these domains. */
    static Certificates certificates(Path folder, String... domains) throws IOException {
        return certificates(folder, new TrustManager[0], domains);
    }

    private static Certificates certificates(Path folder, TrustManager[] clients, String... domains)
            throws IOException {
        List<CertificateFiles> files = new ArrayList<>();
        for (String domain : domains) {
            files.add(files(folder, domain));
            SelfSigned.write(files.getLast());
        }
        return Certificates.read(files, clients);
    }

    static CertificateFiles files(Path folder, String domain) {
        return new CertificateFiles(domain, folder.resolve(domain + ".crt"), folder.resolve(domain + ".key"));
    }

    int port() {
        return listener.address().getPort();
    }

    Client connect() throws IOException {
        return Client.connect(listener.address());
    }

    @Override
    public void close() {
        listener.close();
    }
}
