package im.godwit.gateway;

/**
 * How many BOSH sessions and WebSockets one client address may have: an IPv4 address or an IPv6 network of 64 bits.
 *
 * @param connections all of them
 * @param unauthenticated those of clients that have not logged in
 */
public record AddressLimits(int connections, int unauthenticated) {
    public AddressLimits {
        if (unauthenticated < 1 || connections < unauthenticated) {
            throw new IllegalArgumentException("an address must be allowed at least one connection, and no fewer in all"
                    + " than without login: " + connections + ", " + unauthenticated);
        }
    }

    /** The limits where the configuration is silent. */
    public static AddressLimits defaults() {
        return new AddressLimits(1000, 100);
    }
}
