package im.godwit.core.transport;

import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The real time. One daemon thread waits for all tasks; after {@link #close} none runs. */
public final class SystemTimers implements Timers, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(SystemTimers.class);

    private final ScheduledThreadPoolExecutor executor;
    private final Executor runner;

    private SystemTimers(String name, Executor runner) {
        this.runner = runner;
        executor = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().name(name).daemon().factory());
        executor.setRemoveOnCancelPolicy(true);
        executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    /** For tasks that may block: each has a virtual thread of its own. */
    public static SystemTimers ofBlocking(String name) {
        return new SystemTimers(name, Thread::startVirtualThread);
    }

    /** For tasks that must not block: the thread that waits runs them. */
    public static SystemTimers ofQuick(String name) {
        return new SystemTimers(name, Runnable::run);
    }

    @Override
    public long nanos() {
        return System.nanoTime();
    }

    @Override
    public Timer at(long nanos, Runnable task) {
        try {
            ScheduledFuture<?> scheduled =
                    executor.schedule(() -> runner.execute(() -> guarded(task)), nanos - nanos(), TimeUnit.NANOSECONDS);
            return () -> scheduled.cancel(false);
        } catch (RejectedExecutionException closed) {
            return () -> {};
        }
    }

    // An executor would keep the failure to itself.
    private static void guarded(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException e) {
            log.atError().setCause(e).log("A timer's task failed");
        }
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
