package im.godwit.gateway;

import im.godwit.core.net.CertificateFiles;
import im.godwit.core.net.SelfSigned;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;

/**
 * An XMPP server of one connection, with TLS from the beginning, that reads and writes when a test says so and waits
 * until it can. The system keeps as little as possible for it.
 */
final class BlockingServer implements AutoCloseable {
    private static final int BUFFER = 64 * 1024;

    private final CertificateFiles files;
    private final SSLServerSocket listener;
    private Socket connection = new Socket();
    private InputStream in = InputStream.nullInputStream();

    private BlockingServer(CertificateFiles files, SSLServerSocket listener) {
        this.files = files;
        this.listener = listener;
    }

    static BlockingServer open(String domain, Path folder) throws IOException {
        CertificateFiles files =
                new CertificateFiles(domain, folder.resolve(domain + ".crt"), folder.resolve(domain + ".key"));
        SelfSigned.write(files);
        SSLServerSocket listener =
                (SSLServerSocket) tls(files).getServerSocketFactory().createServerSocket();
        listener.setReceiveBufferSize(BUFFER);
        listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        return new BlockingServer(files, listener);
    }

    /** The server's own keys are for engines, not for sockets. */
    private static SSLContext tls(CertificateFiles files) throws IOException {
        char[] password = {};
        try (InputStream chain = Files.newInputStream(files.chain())) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, password);
            store.setKeyEntry(files.domain(), key(files), password, new Certificate[] {
                CertificateFactory.getInstance("X.509").generateCertificate(chain)
            });
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(store, password);
            SSLContext tls = SSLContext.getInstance("TLS");
            tls.init(keys.getKeyManagers(), null, null);
            return tls;
        } catch (GeneralSecurityException unusable) {
            throw new IOException(unusable);
        }
    }

    private static PrivateKey key(CertificateFiles files) throws IOException, GeneralSecurityException {
        String pem = Files.readString(files.key()).replaceAll("-----[^-]+-----", "");
        return KeyFactory.getInstance("EC")
                .generatePrivate(new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(pem)));
    }

    int port() {
        return listener.getLocalPort();
    }

    CertificateFiles files() {
        return files;
    }

    /** Takes the connection, and opens the stream with features that offer nothing. */
    void openStream() throws IOException {
        connection = listener.accept();
        in = new BufferedInputStream(connection.getInputStream());
        connection.setSendBufferSize(BUFFER);
        readUntil("xmlns:stream=");
        readUntil(">");
        write("<stream:stream xmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams' id='s1' "
                + "from='example.org' version='1.0'><stream:features/>");
    }

    /** Waits until a text has come. */
    void readUntil(String text) throws IOException {
        byte[] wanted = text.getBytes(StandardCharsets.UTF_8);
        int found = 0;
        while (found < wanted.length) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("the connection ended before " + text);
            }
            found = next == wanted[found] ? found + 1 : next == wanted[0] ? 1 : 0;
        }
    }

    void write(String text) throws IOException {
        connection.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() throws IOException {
        connection.close();
        listener.close();
    }
}
