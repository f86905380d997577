package im.godwit.core.net;

import java.io.ByteArrayOutputStream;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** The header of version 2 of the PROXY protocol, which tells a server for whom a connection is. */
final class ProxyHeader {
    private static final byte[] SIGNATURE = {0x0D, 0x0A, 0x0D, 0x0A, 0x00, 0x0D, 0x0A, 0x51, 0x55, 0x49, 0x54, 0x0A};

    /** Version 2, and the command PROXY. */
    private static final int PROXY = 0x21;

    private static final int TCP_OVER_IPV4 = 0x11;
    private static final int TCP_OVER_IPV6 = 0x21;
    private static final int PORTS = 4;

    private ProxyHeader() {}

    /** The client's port is told as 0: over HTTP a session has many connections. */
    static byte[] of(InetAddress client, InetSocketAddress server) {
        boolean ipv4 = client instanceof Inet4Address && server.getAddress() instanceof Inet4Address;
        byte[] from = ipv4 ? client.getAddress() : mapped(client);
        byte[] to = ipv4 ? server.getAddress().getAddress() : mapped(server.getAddress());
        ByteArrayOutputStream header = new ByteArrayOutputStream(64);
        header.writeBytes(SIGNATURE);
        header.write(PROXY);
        header.write(ipv4 ? TCP_OVER_IPV4 : TCP_OVER_IPV6);
        number(header, from.length + to.length + PORTS);
        header.writeBytes(from);
        header.writeBytes(to);
        number(header, 0);
        number(header, server.getPort());
        return header.toByteArray();
    }

    private static void number(ByteArrayOutputStream header, int value) {
        header.write(value >> 8);
        header.write(value);
    }

    /** RFC 4291 §2.5.5.2: both ends must be of one family. */
    private static byte[] mapped(InetAddress address) {
        byte[] bytes = address.getAddress();
        if (bytes.length == 16) {
            return bytes;
        }
        byte[] mapped = new byte[16];
        mapped[10] = (byte) 0xFF;
        mapped[11] = (byte) 0xFF;
        System.arraycopy(bytes, 0, mapped, 12, bytes.length);
        return mapped;
    }
}
