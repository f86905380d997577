package im.godwit.plugins.registration;

import im.godwit.service.TokenBuckets;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;

/**
 * How often something may happen from one address: a token bucket for each IPv4 address and each IPv6 /64 network,
 * which one subscriber has whole. Threads may share it.
 */
final class RateLimit {
    private static final int IPV6_NETWORK_BITS = 64;

    private final int perHour;
    private final TokenBuckets<ByteBuffer> buckets;

    /**
     * Makes a limit.
     *
     * @param perHour how often in an hour, and at once after an hour of silence; 0 for no limit
     */
    RateLimit(int perHour, Clock clock) {
        this.perHour = perHour;
        this.buckets = new TokenBuckets<>(perHour, Duration.ofHours(1), clock);
    }

    /** Takes one token of an address; false if there is none. */
    boolean permits(InetAddress address) {
        return perHour == 0
                || buckets.permits(ByteBuffer.wrap(AddressRange.network(address.getAddress(), bits(address))));
    }

    private static int bits(InetAddress address) {
        int all = address.getAddress().length * Byte.SIZE;
        return Math.min(all, IPV6_NETWORK_BITS);
    }
}
