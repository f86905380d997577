package im.godwit.plugins.pubsub.websub;

import java.time.Duration;

/**
 * Options of the plugin.
 *
 * @param leaseDays how long a subscription lasts at most; it is also what who does not say gets
 * @param subscriptions at the whole service
 * @param subscriptionsPerNode at one of its nodes
 * @param parallel requests that are under way at once; more wait
 * @param verifications subscribers that may wait for their verification; more are asked to come later
 * @param attempts how often content is sent to a subscriber that does not take it, before the next change
 * @param firstRetry how long after the first failure; then twice as long each time, and at most an hour
 * @param timeout for one request
 * @param loopback whether subscribers on this machine, also without TLS, are allowed; for tests
 */
public record WebSubOptions(
        int leaseDays,
        int subscriptions,
        int subscriptionsPerNode,
        int parallel,
        int verifications,
        int attempts,
        Duration firstRetry,
        Duration timeout,
        boolean loopback) {
    public static final WebSubOptions DEFAULTS =
            new WebSubOptions(30, 10_000, 1000, 20, 100, 12, Duration.ofSeconds(30), Duration.ofSeconds(10), false);

    public WebSubOptions {
        if (leaseDays < 1) {
            throw new IllegalArgumentException("lease-days must be at least 1");
        }
        if (subscriptions < 1 || subscriptionsPerNode < 1 || parallel < 1 || verifications < 1) {
            throw new IllegalArgumentException(
                    "subscriptions, subscriptions-per-node, parallel and verifications must be at least 1");
        }
        if (attempts < 1 || attempts > 20) {
            throw new IllegalArgumentException("attempts is not between 1 and 20");
        }
        if (!firstRetry.isPositive() || !timeout.isPositive()) {
            throw new IllegalArgumentException("first-retry and timeout must be positive");
        }
    }

    Duration longestLease() {
        return Duration.ofDays(leaseDays);
    }
}
