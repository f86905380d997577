package im.godwit.app;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * What runs until the process is told to end, by Ctrl-C, by SIGTERM or from within, and is closed in order then. Who
 * tells it in the middle of a start waits for that: half a server cannot be closed in order, and a JVM that writes its
 * archive of classes at its end crashes where another thread goes on loading classes.
 */
final class Foreground {
    /** How long a start is waited for. */
    private static final Duration STARTING = Duration.ofSeconds(60);

    private final ReentrantLock lock = new ReentrantLock(); // held while something is started or closed
    private Optional<Runnable> running = Optional.empty(); // closes what runs; guarded by the lock

    /** Listens from now on to who tells the process to end. Counts as a start until {@link #prepared}. */
    Foreground() {
        lock.lock();
        try {
            Runtime.getRuntime()
                    .addShutdownHook(Thread.ofPlatform().name("shutdown").unstarted(this::end));
        } catch (IllegalStateException told) {
            System.exit(0); // never returns: the process ends already
        }
    }

    /** It is clear what the process is for, or that it ends; called by the thread that made this. */
    void prepared() {
        if (lock.isHeldByCurrentThread()) {
            lock.unlock();
        }
    }

    /**
     * Starts something, once what ran before is closed.
     *
     * @param closing closes it; returns when all is done
     */
    <T> T start(Supplier<T> starting, Consumer<T> closing) {
        lock.lock();
        try {
            close();
            T started = starting.get();
            running = Optional.of(() -> closing.accept(started));
            return started;
        } finally {
            lock.unlock();
        }
    }

    private void close() {
        Optional<Runnable> last = running;
        running = Optional.empty();
        last.ifPresent(Runnable::run);
    }

    /** Keeps the lock: nothing starts any more. */
    private void end() {
        if (!lock.tryLock() && !awaitStart()) {
            System.out.println("The start takes too long, and is broken off.");
            return;
        }
        if (running.isEmpty()) {
            return; // it has not started or could not, and the exit code says so
        }
        System.out.println("Stopping ...");
        close();
        System.out.println("Stopped.");
        System.out.flush();
        Runtime.getRuntime().halt(0); // being told to stop is no failure, whatever the signal
    }

    private boolean awaitStart() {
        System.out.println("Stopping as soon as the start is done ...");
        try {
            return lock.tryLock(STARTING.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            return false;
        }
    }
}
