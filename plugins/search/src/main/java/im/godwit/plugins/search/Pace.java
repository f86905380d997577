package im.godwit.plugins.search;

import im.godwit.jid.Jid;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** How often one account may search: a token bucket for each. Threads may share it. */
final class Pace {
    /** Of those not seen for longest, the buckets are forgotten, as full ones are anyway. */
    private static final int MAX_BUCKETS = 10_000;

    private static final double MINUTE = Duration.ofMinutes(1).toMillis();

    private record Bucket(double tokens, Instant at) {}

    private final int perMinute;
    private final Clock clock;
    private final Map<Jid, Bucket> buckets = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Jid, Bucket> eldest) {
            return size() > MAX_BUCKETS;
        }
    };

    /**
     * Makes a pace.
     *
     * @param perMinute how often in a minute, and at once after a minute without
     */
    Pace(int perMinute, Clock clock) {
        this.perMinute = perMinute;
        this.clock = clock;
    }

    /** Takes one token of an account; false if there is none. */
    synchronized boolean permits(Jid account) {
        Instant now = clock.instant();
        double tokens = refilled(buckets.getOrDefault(account, new Bucket(perMinute, now)), now);
        boolean permitted = tokens >= 1;
        buckets.put(account, new Bucket(permitted ? tokens - 1 : tokens, now));
        return permitted;
    }

    private double refilled(Bucket bucket, Instant now) {
        long passed = Math.max(0, Duration.between(bucket.at(), now).toMillis());
        return Math.min(perMinute, bucket.tokens() + passed / MINUTE * perMinute);
    }
}
