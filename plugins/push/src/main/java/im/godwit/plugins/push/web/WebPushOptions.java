package im.godwit.plugins.push.web;

import java.time.Duration;

/**
 * Options of the plugin.
 *
 * @param contact a URI where those who run push services can reach whoever runs this server; empty for the postmaster
 * @param timeToLive how long a browser's push service keeps a notification for a browser that is not there
 * @param queue notifications that may be on their way at once, those included that are tried again later
 * @param attempts how often a notification is tried
 * @param firstRetry how long after the first failure; then twice as long each time
 * @param timeout for one request
 * @param loopback whether endpoints on this machine, also without TLS, are allowed; for tests
 */
record WebPushOptions(
        String contact,
        Duration timeToLive,
        int queue,
        int attempts,
        Duration firstRetry,
        Duration timeout,
        boolean loopback) {
    static final WebPushOptions DEFAULTS =
            new WebPushOptions("", Duration.ofDays(7), 1000, 5, Duration.ofSeconds(15), Duration.ofSeconds(20), false);

    WebPushOptions {
        if (timeToLive.isNegative()) {
            throw new IllegalArgumentException("time-to-live is negative");
        }
        if (queue < 1) {
            throw new IllegalArgumentException("queue is less than 1");
        }
        if (attempts < 1 || attempts > 10) {
            throw new IllegalArgumentException("attempts is not between 1 and 10");
        }
        if (!firstRetry.isPositive() || !timeout.isPositive()) {
            throw new IllegalArgumentException("first-retry and timeout must be positive");
        }
    }
}
