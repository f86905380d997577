package im.godwit.it.proxy;

import im.godwit.it.GodwitServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.security.GeneralSecurityException;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource
class HaproxyTest implements ProxyContract {
    // runs in this order
    @RegisterExtension
    static final GodwitServer server = new GodwitServer("http.trusted-proxies = [\"127.0.0.1\"]");

    @RegisterExtension
    static final Haproxy haproxy = new Haproxy(server);

    private enum Tells {
        /** The proxy does TLS, and tells of it by headers. */
        BY_HEADERS,
        /** The server does TLS; the proxy passes bytes on, after the header of the PROXY protocol. */
        BY_THE_PROXY_PROTOCOL
    }

    @Parameter
    private Tells tells;

    @Override
    public URI url(String path) {
        return switch (tells) {
            case BY_HEADERS -> haproxy.url(path);
            case BY_THE_PROXY_PROTOCOL -> haproxy.urlOfBytes(path);
        };
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
