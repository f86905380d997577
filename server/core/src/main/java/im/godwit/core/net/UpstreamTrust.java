package im.godwit.core.net;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyManagementException;
import java.security.KeyStore;
import java.security.NoSuchAlgorithmException;
import java.security.cert.X509Certificate;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

/** Which certificates of an upstream server are believed. Threads may share it. */
public final class UpstreamTrust {
    private final SSLContext tls;
    private final boolean onlyLoopback;

    private UpstreamTrust(boolean onlyLoopback, TrustManager... managers)
            throws NoSuchAlgorithmException, KeyManagementException {
        this.onlyLoopback = onlyLoopback;
        this.tls = SSLContext.getInstance("TLS");
        tls.init(new KeyManager[0], managers, null);
    }

    /** Those that an authority signed which this Java installation knows. */
    public static UpstreamTrust ofAuthorities() throws IOException {
        try {
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init((KeyStore) null); // the JDK's word for its own store
            return new UpstreamTrust(false, factory.getTrustManagers());
        } catch (GeneralSecurityException e) {
            throw new IOException("Java's own trust store cannot be used: " + e.getMessage(), e);
        }
    }

    /**
     * Those in a PEM file, and what they signed; no others.
     *
     * @throws IOException if it cannot be read or holds none, with a sentence that says so
     */
    public static UpstreamTrust ofFile(Path file) throws IOException {
        try {
            return new UpstreamTrust(false, TrustedCertificates.read(file));
        } catch (GeneralSecurityException e) {
            throw new IOException(file + ": " + e.getMessage(), e);
        }
    }

    /** Any, for a server on this machine and nowhere else: what goes over loopback nobody else can hear. */
    public static UpstreamTrust ofAnyOnLoopback() throws IOException {
        try {
            return new UpstreamTrust(true, new Believer());
        } catch (GeneralSecurityException e) {
            throw new IOException("TLS cannot be set up: " + e.getMessage(), e);
        }
    }

    SSLContext tls() {
        return tls;
    }

    /** Whether it must not be used for connections that leave the machine. */
    boolean onlyLoopback() {
        return onlyLoopback;
    }

    /** Believes all servers; used on loopback only. */
    private static final class Believer extends X509ExtendedTrustManager {
        @Override
        public void checkServerTrusted(X509Certificate[] chain, String keyExchange, SSLEngine engine) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String keyExchange, Socket socket) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String keyExchange) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String keyExchange, SSLEngine engine) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String keyExchange, Socket socket) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String keyExchange) {
            throw new UnsupportedOperationException();
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
