package im.godwit.gateway;

import java.time.Duration;

/** Time as the gateway sees it; tests put their own in its place. Tasks must not block. */
interface Timers {
    /** Nanoseconds since some fixed moment; never decreases. */
    long nanos();

    /** Runs a task once, after a delay. */
    Timer after(Duration delay, Runnable task);

    /** A task that has not run yet. */
    @FunctionalInterface
    interface Timer {
        /** Forgets the task, unless it runs already. */
        void cancel();
    }
}
