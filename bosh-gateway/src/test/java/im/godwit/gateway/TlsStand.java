package im.godwit.gateway;

import im.godwit.core.net.CertificateFiles;
import im.godwit.core.net.Certificates;
import im.godwit.core.net.SelfSigned;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

/** A gateway with TLS, and clients that trust the certificate which it had at the start. */
final class TlsStand implements AutoCloseable {
    private final CertificateFiles files;
    private final GatewayStand stand;
    private final SSLContext trusting;

    private TlsStand(CertificateFiles files, GatewayStand stand) throws IOException, GeneralSecurityException {
        this.files = files;
        this.stand = stand;
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        store.setCertificateEntry("server", certificate());
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        trusting = SSLContext.getInstance("TLS");
        trusting.init(null, trust.getTrustManagers(), null);
    }

    static TlsStand start(Path folder, UnaryOperator<GatewayOptions> change)
            throws IOException, GeneralSecurityException {
        CertificateFiles files =
                new CertificateFiles("localhost", folder.resolve("localhost.crt"), folder.resolve("localhost.key"));
        Files.createDirectories(folder);
        SelfSigned.write(files);
        TlsListener tls = new TlsListener(0, Certificates.read(List.of(files)).tls());
        return new TlsStand(
                files, GatewayStand.start(o -> change.apply(o.at("127.0.0.1", OptionalInt.of(0), Optional.of(tls)))));
    }

    GatewayStand stand() {
        return stand;
    }

    int port() {
        return stand.gateway().tlsPort().orElseThrow();
    }

    /** The certificate that lies there now. */
    Certificate certificate() throws IOException, GeneralSecurityException {
        try (InputStream pem = Files.newInputStream(files.chain())) {
            return CertificateFactory.getInstance("X.509").generateCertificate(pem);
        }
    }

    /** Puts another certificate in place of the one that is there. */
    void renew() throws IOException {
        Files.delete(files.chain());
        Files.delete(files.key());
        SelfSigned.write(files);
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("https://localhost:" + port() + path));
    }

    HttpClient client(HttpClient.Version version) {
        return HttpClient.newBuilder().version(version).sslContext(trusting).build();
    }

    static HttpResponse<byte[]> send(HttpClient client, HttpRequest request) {
        return GatewayStand.await(client.sendAsync(request, HttpResponse.BodyHandlers.ofByteArray()));
    }

    /** A connection that shows whatever certificate there is. */
    SSLSocket trustingAll() throws IOException, GeneralSecurityException {
        SSLContext careless = SSLContext.getInstance("TLS");
        careless.init(null, new TrustManager[] {new TrustAll()}, null);
        return (SSLSocket) careless.getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), port());
    }

    /** TLS over a connection that was made before. */
    SSLSocket over(Socket plain) throws IOException {
        return (SSLSocket) trusting.getSocketFactory().createSocket(plain, "localhost", port(), true);
    }

    /** A connection whose TLS handshake has not begun. */
    SSLSocket socket(String... protocols) throws IOException {
        SSLSocket socket =
                (SSLSocket) trusting.getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), port());
        socket.setSoTimeout((int) GatewayStand.PATIENCE.toMillis());
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setApplicationProtocols(protocols);
        socket.setSSLParameters(parameters);
        return socket;
    }

    @Override
    public void close() {
        stand.close();
    }

    private static final class TrustAll extends X509ExtendedTrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
