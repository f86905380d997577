package im.godwit.plugins.registration;

import java.net.InetAddress;
import java.util.Arrays;

/**
 * Addresses that begin with the same bits, written {@code 192.0.2.0/24} or {@code 2001:db8::/32}; a single address
 * without the slash.
 */
final class AddressRange {
    private final byte[] first;
    private final int bits;

    private AddressRange(byte[] first, int bits) {
        this.first = first;
        this.bits = bits;
    }

    /**
     * Reads a range.
     *
     * @throws IllegalArgumentException if it is none
     */
    static AddressRange parse(String text) {
        String[] parts = text.split("/", 2);
        byte[] first = InetAddress.ofLiteral(parts[0]).getAddress();
        int most = first.length * Byte.SIZE;
        int bits = parts.length == 1 ? most : Integer.parseInt(parts[1]);
        if (bits < 0 || bits > most) {
            throw new IllegalArgumentException("\"" + text + "\" has not " + bits + " bits");
        }
        return new AddressRange(network(first, bits), bits);
    }

    boolean contains(InetAddress address) {
        byte[] bytes = address.getAddress();
        return bytes.length == first.length && Arrays.equals(network(bytes, bits), first);
    }

    /** The address with all but its first bits cleared. */
    static byte[] network(byte[] address, int bits) {
        byte[] network = new byte[address.length];
        for (int i = 0; i < address.length; i++) {
            int kept = Math.clamp(bits - (long) i * Byte.SIZE, 0, Byte.SIZE);
            network[i] = (byte) (address[i] & (0xFF << (Byte.SIZE - kept)));
        }
        return network;
    }
}
