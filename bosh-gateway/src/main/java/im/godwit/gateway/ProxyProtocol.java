package im.godwit.gateway;

import java.net.InetSocketAddress;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.ProxyConnectionFactory;

/**
 * The PROXY protocol, versions 1 and 2, on connections of trusted proxies. Those that begin without it, and all of
 * other machines, go on with the next protocol; there a PROXY header is as wrong as any other noise.
 */
final class ProxyProtocol extends ProxyConnectionFactory {
    private final Proxies proxies;
    private final String next;

    /** @param next the protocol after it */
    ProxyProtocol(Proxies proxies, String next) {
        super(next);
        this.proxies = proxies;
        this.next = next;
    }

    @Override
    public Connection newConnection(Connector connector, EndPoint end) {
        boolean trusted =
                end.getRemoteSocketAddress() instanceof InetSocketAddress inet && proxies.trusts(inet.getAddress());
        return trusted
                ? super.newConnection(connector, end)
                : connector.getConnectionFactory(next).newConnection(connector, end);
    }
}
