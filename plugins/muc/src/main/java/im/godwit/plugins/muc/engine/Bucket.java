package im.godwit.plugins.muc.engine;

import java.time.Duration;
import java.time.Instant;

/** Lets through as much as a rate permits, and a number at once after silence. */
final class Bucket {
    private final Rate rate;
    private double tokens;
    private Instant filled;

    Bucket(Rate rate, Instant now) {
        this.rate = rate;
        this.tokens = rate.burst();
        this.filled = now;
    }

    /** Whether one more may pass now. */
    boolean take(Instant now) {
        double seconds = Math.max(0, Duration.between(filled, now).toNanos() / 1e9);
        tokens = Math.min(rate.burst(), tokens + seconds * rate.perSecond());
        filled = now;
        if (tokens < 1) {
            return false;
        }
        tokens--;
        return true;
    }
}
