package im.godwit.it;

import im.godwit.app.RunningGateway;
import im.godwit.app.RunningServer;
import im.godwit.app.admin.AdminReply;
import im.godwit.app.admin.AdminSocket;
import im.godwit.core.config.Configuration;
import im.godwit.core.config.GatewayConfiguration;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The whole server in this process, on free loopback ports with a data folder of its own, as {@code ./godwit run} would
 * start it. Register it as a static extension of a test class; it runs from before the first test to after the last.
 */
public final class GodwitServer implements BeforeAllCallback, AfterAllCallback {
    /** The one domain that it serves. */
    public static final String DOMAIN = "localhost";

    /** The password of every account that {@link #addUser} makes. */
    public static final String PASSWORD = "secret of the tests";

    private final List<String> options;
    private final Ports ports = Ports.free();
    private Path home;
    private RunningServer running;
    private Optional<RunningGateway> alone = Optional.empty();

    /**
     * Makes a server that is not started yet.
     *
     * @param options lines of configuration that differ from the defaults
     */
    public GodwitServer(String... options) {
        this.options = List.of(options);
    }

    @Override
    public void beforeAll(ExtensionContext context) throws IOException {
        home = Files.createTempDirectory("godwit-test");
        Path conf = Files.createDirectory(home.resolve("conf"));
        Files.writeString(conf.resolve("godwit.conf"), ports.configuration() + String.join("\n", options));
        start();
    }

    @Override
    public void afterAll(ExtensionContext context) throws IOException {
        alone.ifPresent(RunningGateway::close);
        stop();
        try (Stream<Path> files = Files.walk(home)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    /** Starts it, again after {@link #stop}, with the data that it had. */
    public void start() {
        running = RunningServer.start(Configuration.read(home.resolve("conf/godwit.conf")));
    }

    /** Stops it in order, as SIGTERM does. */
    public void stop() {
        running.close();
    }

    /** Where it keeps what lasts. */
    public Path data() {
        return home.resolve("data");
    }

    /** Makes an account over the administration socket, as {@code ./godwit user add} does; its bare JID. */
    public String addUser(String name) {
        String jid = name + "@" + DOMAIN;
        AdminReply reply = ask("user-add", jid, PASSWORD);
        if (!reply.ok()) {
            throw new IllegalStateException(reply.text());
        }
        return jid;
    }

    private AdminReply ask(String... words) {
        try {
            return AdminSocket.ask(home.resolve("data/admin.sock"), List.of(words))
                    .orElseThrow();
        } catch (IOException unreachable) {
            throw new UncheckedIOException(unreachable);
        }
    }

    public Ports ports() {
        return ports;
    }

    /** The web gateway inside the server. */
    public Front front() {
        return new Front(ports.http());
    }

    /**
     * A web gateway on its own before this server, which runs from the first call on. It trusts the server's
     * certificate and no other.
     */
    public synchronized Front frontAlone() {
        if (alone.isEmpty()) {
            alone = Optional.of(RunningGateway.start(GatewayConfiguration.read(
                    Optional.empty(),
                    Map.of(
                            "upstream.host", "127.0.0.1",
                            "upstream.port", ports.starttls(),
                            "upstream.trust", certificate().toString(),
                            "domains", List.of(DOMAIN),
                            "http.port", ports.alone(),
                            "http.trusted-proxies", List.of("127.0.0.1")))));
        }
        return new Front(ports.alone());
    }

    /** An address on the HTTP port, such as {@code url("/http-bind")}. */
    public URI url(String path) {
        return front().url(path);
    }

    /** The certificate that this server made for itself. */
    public Path certificate() {
        return home.resolve("data/certificates/" + DOMAIN + ".crt");
    }

    /** Trusts the certificate that this server made for itself, and no other. */
    public X509TrustManager trust() {
        try (InputStream pem = Files.newInputStream(certificate())) {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            store.setCertificateEntry(
                    DOMAIN, CertificateFactory.getInstance("X.509").generateCertificate(pem));
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(store);
            return (X509TrustManager) factory.getTrustManagers()[0];
        } catch (IOException | GeneralSecurityException unusable) {
            throw new IllegalStateException(unusable);
        }
    }
}
