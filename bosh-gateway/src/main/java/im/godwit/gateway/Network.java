package im.godwit.gateway;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * What one client has to itself: an IPv4 address, or an IPv6 network of 64 bits.
 *
 * @param key the same for all its addresses
 */
record Network(String key) {
    private static final int IPV6_NETWORK = 8;

    static Network of(InetAddress address) {
        byte[] bytes = address.getAddress();
        return new Network(
                HexFormat.of().formatHex(address instanceof Inet6Address ? Arrays.copyOf(bytes, IPV6_NETWORK) : bytes));
    }
}
