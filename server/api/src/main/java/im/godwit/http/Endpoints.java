package im.godwit.http;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.Optional;

/**
 * Which URLs that strangers name requests of this server may go to: it must not be a way into the network that it
 * stands in. Whoever sends such a request follows no redirection, which could lead anywhere.
 *
 * @param loopback whether this machine is allowed, also without TLS
 */
public record Endpoints(boolean loopback) {
    /** Reads an endpoint; none where its address alone shows that it will not do. */
    public Optional<URI> parse(String text) {
        try {
            URI uri = new URI(text);
            boolean secure = "https".equalsIgnoreCase(uri.getScheme());
            boolean local = loopback && "http".equalsIgnoreCase(uri.getScheme());
            boolean fit = (secure || local)
                    && uri.getHost() != null
                    && uri.getUserInfo() == null
                    && uri.getRawFragment() == null;
            return fit ? Optional.of(uri) : Optional.empty();
        } catch (URISyntaxException malformed) {
            return Optional.empty();
        }
    }

    /**
     * Whether all addresses that a host has now are public; blocks. The JDK remembers what it found for longer than it
     * takes to connect, so that the answer is not another one then.
     *
     * @throws UnknownHostException if it has none
     */
    public boolean isReachable(URI endpoint) throws UnknownHostException {
        for (InetAddress address : InetAddress.getAllByName(endpoint.getHost())) {
            boolean fit = address.isLoopbackAddress() ? loopback : isPublic(address);
            if (!fit) {
                return false;
            }
        }
        // without TLS nothing leaves this machine
        return endpoint.getScheme().equalsIgnoreCase("https")
                || InetAddress.getByName(endpoint.getHost()).isLoopbackAddress();
    }

    /** RFC 6890: whether an address is one that the whole internet can reach. */
    static boolean isPublic(InetAddress address) {
        boolean special = address.isAnyLocalAddress()
                || address.isLoopbackAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress();
        return !special
                && switch (address) {
                    case Inet4Address _ -> isPublic4(address.getAddress());
                    case Inet6Address _ -> isPublic6(address.getAddress());
                    default -> false;
                };
    }

    private static boolean isPublic4(byte[] octets) {
        int first = octets[0] & 0xff;
        int second = octets[1] & 0xff;
        int third = octets[2] & 0xff;
        return first != 0
                && first < 224 // multicast, reserved, broadcast
                && !(first == 100 && second >= 64 && second < 128) // shared by customers of a provider
                && !(first == 192 && second == 0 && third == 0)
                && !(first == 192 && second == 0 && third == 2)
                && !(first == 192 && second == 88 && third == 99) // 6to4
                && !(first == 198 && (second == 18 || second == 19)) // benchmarks
                && !(first == 198 && second == 51 && third == 100)
                && !(first == 203 && second == 0 && third == 113);
    }

    /** Only global unicast, 2000::/3, and none of what leads back to IPv4 or nowhere. */
    private static boolean isPublic6(byte[] octets) {
        int first = (octets[0] & 0xff) << 8 | octets[1] & 0xff;
        int second = (octets[2] & 0xff) << 8 | octets[3] & 0xff;
        return (first & 0xe000) == 0x2000
                && first != 0x2002 // 6to4
                && !(first == 0x2001 && second < 0x0200) // Teredo and other protocols' assignments
                && !(first == 0x2001 && second == 0x0db8) // documentation
                && !(first == 0x3fff && second < 0x1000); // documentation
    }
}
