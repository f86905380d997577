package im.godwit.core.transport;

import java.time.Duration;

/** Time as connections and sessions see it; tests put their own in its place. */
public interface Timers {
    /** Nanoseconds since some fixed moment; never decreases. */
    long nanos();

    /** Runs a task once, at a {@linkplain #nanos() time}, or now if that is over. */
    Timer at(long nanos, Runnable task);

    /** Runs a task once, after a delay. */
    default Timer after(Duration delay, Runnable task) {
        return at(nanos() + delay.toNanos(), task);
    }

    /** A task that has not run yet. */
    @FunctionalInterface
    interface Timer {
        /** Forgets the task, unless it runs already. */
        void cancel();
    }
}
