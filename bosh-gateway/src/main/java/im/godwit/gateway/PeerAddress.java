package im.godwit.gateway;

import im.godwit.plugin.Peer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Set;
import org.eclipse.jetty.server.Request;

/**
 * Tells who is at the other end. What a proxy says of it, in {@code X-Forwarded-For} and {@code X-Forwarded-Proto}, is
 * believed only from the proxies of the configuration.
 */
final class PeerAddress {
    private final Set<InetAddress> trusted;

    PeerAddress(Set<InetAddress> trusted) {
        this.trusted = Set.copyOf(trusted);
    }

    Peer of(Request request) {
        InetAddress nearest = nearest(request);
        if (!trusted.contains(nearest)) {
            return new Peer(nearest, request.isSecure());
        }
        List<String> protocols = request.getHeaders().getCSV("X-Forwarded-Proto", false);
        boolean encrypted = request.isSecure()
                || (!protocols.isEmpty() && protocols.getLast().equalsIgnoreCase("https"));
        return new Peer(forwarded(request, nearest), encrypted);
    }

    private static InetAddress nearest(Request request) {
        return request.getConnectionMetaData().getRemoteSocketAddress() instanceof InetSocketAddress inet
                ? inet.getAddress()
                : InetAddress.getLoopbackAddress(); // a socket of this machine
    }

    // Each proxy appends the address that it saw, so the list is true from its end up to the first one not trusted.
    private InetAddress forwarded(Request request, InetAddress nearest) {
        InetAddress client = nearest;
        for (String text : request.getHeaders().getCSV("X-Forwarded-For", false).reversed()) {
            try {
                client = InetAddress.ofLiteral(text);
            } catch (IllegalArgumentException e) {
                return client; // not an address: nothing beyond can be told
            }
            if (!trusted.contains(client)) {
                return client;
            }
        }
        return client;
    }
}
