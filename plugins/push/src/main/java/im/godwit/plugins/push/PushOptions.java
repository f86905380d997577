package im.godwit.plugins.push;

import java.time.Duration;

/**
 * Options of the plugin.
 *
 * @param registrationsPerAccount how many clients of one account may ask for notifications
 * @param pause how long an account has peace after a notification; what comes meanwhile makes one more
 * @param includeSender whether push services are told who wrote last
 * @param includeBody whether push services are told what was written last
 * @param failures after so many transient errors in a row a client gets no notifications any more
 * @param retry how much later it is tried once more
 */
record PushOptions(
        int registrationsPerAccount,
        Duration pause,
        boolean includeSender,
        boolean includeBody,
        int failures,
        Duration retry) {
    static final PushOptions DEFAULTS =
            new PushOptions(20, Duration.ofSeconds(10), true, false, 10, Duration.ofDays(1));

    PushOptions {
        if (registrationsPerAccount < 1) {
            throw new IllegalArgumentException("registrations-per-account is less than 1");
        }
        if (pause.isNegative()) {
            throw new IllegalArgumentException("pause is negative");
        }
        if (failures < 1) {
            throw new IllegalArgumentException("failures is less than 1");
        }
    }
}
