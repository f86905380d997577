package im.godwit.plugins.registration;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How often something may happen from one address: a token bucket for each IPv4 address and each IPv6 /64 network,
 * which one subscriber has whole. Threads may share it.
 */
final class RateLimit {
    /** Of those not seen for longest, the buckets are forgotten, as full ones are anyway. */
    private static final int MAX_BUCKETS = 10_000;

    private static final int IPV6_NETWORK_BITS = 64;
    private static final double HOUR = Duration.ofHours(1).toMillis();

    private record Bucket(double tokens, Instant at) {}

    private final int perHour;
    private final Clock clock;
    private final Map<ByteBuffer, Bucket> buckets = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<ByteBuffer, Bucket> eldest) {
            return size() > MAX_BUCKETS;
        }
    };

    /**
     * Makes a limit.
     *
     * @param perHour how often in an hour, and at once after an hour of silence; 0 for no limit
     */
    RateLimit(int perHour, Clock clock) {
        this.perHour = perHour;
        this.clock = clock;
    }

    /** Takes one token of an address; false if there is none. */
    synchronized boolean permits(InetAddress address) {
        if (perHour == 0) {
            return true;
        }
        ByteBuffer network = ByteBuffer.wrap(AddressRange.network(address.getAddress(), bits(address)));
        Instant now = clock.instant();
        double tokens = refilled(buckets.getOrDefault(network, new Bucket(perHour, now)), now);
        boolean permitted = tokens >= 1;
        buckets.put(network, new Bucket(permitted ? tokens - 1 : tokens, now));
        return permitted;
    }

    private double refilled(Bucket bucket, Instant now) {
        long passed = Math.max(0, Duration.between(bucket.at(), now).toMillis());
        return Math.min(perHour, bucket.tokens() + passed / HOUR * perHour);
    }

    private static int bits(InetAddress address) {
        int all = address.getAddress().length * Byte.SIZE;
        return Math.min(all, IPV6_NETWORK_BITS);
    }
}
