package im.godwit.core.session;

import java.time.Duration;

/** Time as sessions see it; tests put their own in its place. */
public interface Timers {
    /** Nanoseconds since some fixed moment; never decreases. */
    long nanos();

    /** Runs a task once, after a delay, on a thread that it may block. */
    Timer after(Duration delay, Runnable task);

    /** A task that has not run yet. */
    @FunctionalInterface
    interface Timer {
        /** Forgets the task, unless it runs already. */
        void cancel();
    }
}
