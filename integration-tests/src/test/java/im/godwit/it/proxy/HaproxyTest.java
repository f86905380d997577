package im.godwit.it.proxy;

import im.godwit.it.GodwitServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.security.GeneralSecurityException;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.extension.RegisterExtension;

class HaproxyTest {
    // runs in this order
    @RegisterExtension
    static final GodwitServer server = new GodwitServer("http.trusted-proxies = [\"127.0.0.1\"]");

    @RegisterExtension
    static final Haproxy haproxy = new Haproxy(server);

    /** The proxy does TLS and tells of it by headers. */
    @Nested
    class WithHeaders implements ProxyContract {
        @Override
        public URI url(String path) {
            return haproxy.url(path);
        }
    }

    /** The server does TLS; the proxy passes bytes on, after the header of the PROXY protocol. */
    @Nested
    class WithTheProxyProtocol implements ProxyContract {
        @Override
        public URI url(String path) {
            return haproxy.urlOfBytes(path);
        }

        @Override
        public HttpClient client() {
            try {
                SSLContext tls = SSLContext.getInstance("TLS");
                tls.init(null, new TrustManager[] {server.trust()}, null);
                return HttpClient.newBuilder()
                        .sslContext(tls)
                        .connectTimeout(Duration.ofSeconds(10))
                        .build();
            } catch (GeneralSecurityException unusable) {
                throw new IllegalStateException(unusable);
            }
        }
    }
}
