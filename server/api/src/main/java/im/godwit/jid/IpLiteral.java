package im.godwit.jid;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;

/** IPv6 addresses in brackets as a domainpart (RFC 7622 §3.2: IP-literal of RFC 3986). */
final class IpLiteral {
    private IpLiteral() {}

    static String ipv6(String bracketed) {
        String inside = bracketed.substring(1, bracketed.length() - 1);
        if (!inside.matches("[0-9a-fA-F:.]{2,45}") || !inside.contains(":")) {
            throw new InvalidJidException("the domainpart is not an IPv6 address");
        }
        try {
            // only digits, colons and dots: this never asks a name server
            if (!(InetAddress.getByName(inside) instanceof Inet6Address address)) {
                throw new InvalidJidException("the domainpart is not an IPv6 address");
            }
            return "[" + address.getHostAddress() + "]";
        } catch (UnknownHostException malformed) {
            throw new InvalidJidException("the domainpart is not an IPv6 address");
        }
    }
}
