package im.godwit.service;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How often something may happen: a token bucket for each key, such as an account or a network. Threads may share it.
 *
 * @param <K> what has a bucket of its own
 */
public final class TokenBuckets<K> {
    /** Of those not seen for longest, the buckets are forgotten, as full ones are anyway. */
    private static final int MAX_BUCKETS = 10_000;

    private record Bucket(double tokens, Instant at) {}

    private final int capacity;
    private final double millis;
    private final Clock clock;
    private final Map<K, Bucket> buckets = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<K, Bucket> eldest) {
            return size() > MAX_BUCKETS;
        }
    };

    /**
     * Makes buckets that are full.
     *
     * @param capacity how often in the time, and at once after that time without
     * @param time in which an empty bucket fills
     */
    public TokenBuckets(int capacity, Duration time, Clock clock) {
        this.capacity = capacity;
        this.millis = time.toMillis();
        this.clock = clock;
    }

    /** Takes one token from a bucket; false if there is none. */
    public synchronized boolean permits(K key) {
        Instant now = clock.instant();
        double tokens = refilled(buckets.getOrDefault(key, new Bucket(capacity, now)), now);
        boolean permitted = tokens >= 1;
        buckets.put(key, new Bucket(permitted ? tokens - 1 : tokens, now));
        return permitted;
    }

    private double refilled(Bucket bucket, Instant now) {
        long passed = Math.max(0, Duration.between(bucket.at(), now).toMillis());
        return Math.min(capacity, bucket.tokens() + passed / millis * capacity);
    }
}
