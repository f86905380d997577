package im.godwit.gateway;

import java.time.Duration;

/** Bounds how often a client may send pings and pongs, which cost it nothing. Used by one thread at a time. */
final class ControlRate {
    private static final int MOST = 60;
    private static final long WINDOW = Duration.ofMinutes(1).toNanos();

    private long began;
    private int count;

    ControlRate(long now) {
        began = now;
    }

    /** Counts one; whether it is one too many. */
    boolean exceeds(long now) {
        if (now - began >= WINDOW) {
            began = now;
            count = 0;
        }
        count++;
        return count > MOST;
    }
}
