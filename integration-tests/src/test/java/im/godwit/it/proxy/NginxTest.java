package im.godwit.it.proxy;

import im.godwit.it.GodwitServer;
import java.net.URI;
import org.junit.jupiter.api.extension.RegisterExtension;

class NginxTest implements ProxyContract {
    // runs in this order
    @RegisterExtension
    static final GodwitServer server = new GodwitServer("http.trusted-proxies = [\"127.0.0.1\"]");

    @RegisterExtension
    static final Nginx nginx = new Nginx(server);

    @Override
    public URI url(String path) {
        return nginx.url(path);
    }
}
