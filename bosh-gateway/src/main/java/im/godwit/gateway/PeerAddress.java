package im.godwit.gateway;

import im.godwit.plugin.Peer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.ProxyConnectionFactory.ProxyEndPoint;
import org.eclipse.jetty.server.Request;

/** Tells who is at the other end. What a proxy says of it is believed only from the proxies of the configuration. */
final class PeerAddress {
    /** The PROXY protocol's record about TLS, and its flag that the client used it (version 2, §2.2.6). */
    private static final int TLS_RECORD = 0x20;

    private static final int CLIENT_TLS = 1;

    private final Proxies proxies;

    PeerAddress(Proxies proxies) {
        this.proxies = proxies;
    }

    Peer of(Request request) {
        InetAddress nearest = nearest(request);
        boolean encrypted = request.isSecure() || isEncryptedBefore(request);
        if (!proxies.trusts(nearest)) {
            return new Peer(nearest, encrypted);
        }
        List<ForwardedHop> hops = ForwardedHop.of(request.getHeaders(), proxies.header());
        boolean forwardedEncrypted = !hops.isEmpty()
                && hops.getLast().protocol().filter("https"::equalsIgnoreCase).isPresent();
        return new Peer(client(hops, nearest), encrypted || forwardedEncrypted);
    }

    /** The other end of the connection, or whom the PROXY protocol named in its place. */
    private static InetAddress nearest(Request request) {
        return request.getConnectionMetaData().getRemoteSocketAddress() instanceof InetSocketAddress inet
                ? inet.getAddress()
                : InetAddress.getLoopbackAddress(); // a socket of this machine
    }

    private static boolean isEncryptedBefore(Request request) {
        EndPoint end = request.getConnectionMetaData().getConnection().getEndPoint();
        if (!(end instanceof ProxyEndPoint proxy)) {
            return false;
        }
        byte[] tls = proxy.getTLV(TLS_RECORD);
        return tls != null && tls.length > 0 && (tls[0] & CLIENT_TLS) != 0;
    }

    // Each proxy appends the address that it saw, so the list is true from its end up to the first one not trusted.
    private InetAddress client(List<ForwardedHop> hops, InetAddress nearest) {
        InetAddress client = nearest;
        for (ForwardedHop hop : hops.reversed()) {
            Optional<InetAddress> before = hop.address();
            if (before.isEmpty()) {
                return client; // not an address: nothing beyond can be told
            }
            client = before.get();
            if (!proxies.trusts(client)) {
                return client;
            }
        }
        return client;
    }
}
