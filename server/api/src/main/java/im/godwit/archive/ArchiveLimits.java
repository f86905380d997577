package im.godwit.archive;

import java.time.Duration;
import java.time.Instant;

/**
 * How much an archive keeps (XEP-0313 §3.2).
 *
 * @param messages the newest
 * @param age of the oldest; zero is for ever
 */
public record ArchiveLimits(long messages, Duration age) {
    /** Limits as options say them: 0 is no limit. */
    public static ArchiveLimits of(int messages, Duration age) {
        return new ArchiveLimits(messages == 0 ? Long.MAX_VALUE : messages, age);
    }

    /** Whether entries are removed for their age at all. */
    public boolean ageOut() {
        return !age.isZero();
    }

    Instant expiry(Instant now) {
        return now.minus(age);
    }
}
