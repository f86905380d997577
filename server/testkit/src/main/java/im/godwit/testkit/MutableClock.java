package im.godwit.testkit;

import im.godwit.core.transport.Timers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** A clock that stands still until a test moves it; what is due then runs on the test's thread. */
public final class MutableClock extends Clock implements Timers {
    private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

    private final List<Task> tasks = new ArrayList<>();
    private volatile Instant now = START;
    private volatile Duration wrong = Duration.ZERO;

    private record Task(Instant time, Runnable action) {}

    /** Moves time on, and runs what is due in the order of time. */
    public void advance(Duration by) {
        Instant target = now.plus(by);
        for (Optional<Task> due = next(target); due.isPresent(); due = next(target)) {
            due.get().action().run();
        }
        now = target;
    }

    /** Sets the wall clock, as an operator does: no time passes. */
    public void jump(Duration by) {
        wrong = wrong.plus(by);
    }

    private synchronized Optional<Task> next(Instant target) {
        Optional<Task> due =
                tasks.stream().filter(task -> !task.time().isAfter(target)).min(Comparator.comparing(Task::time));
        due.ifPresent(task -> {
            tasks.remove(task);
            now = task.time();
        });
        return due;
    }

    @Override
    public long nanos() {
        return Duration.between(START, now).toNanos();
    }

    @Override
    public synchronized Timer at(long nanos, Runnable action) {
        Task task = new Task(START.plusNanos(nanos), action);
        tasks.add(task);
        notifyAll();
        return () -> cancel(task);
    }

    /** Waits until somebody wants to be called after this delay, counted from now. */
    public synchronized void awaitTask(Duration delay) {
        Instant time = now.plus(delay);
        long end = System.nanoTime() + Stage.PATIENCE.toNanos();
        while (tasks.stream().noneMatch(task -> task.time().equals(time))) {
            long left = Duration.ofNanos(end - System.nanoTime()).toMillis();
            if (left <= 0) {
                throw new AssertionError("nobody wants to be called after " + delay);
            }
            try {
                wait(left);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(interrupted);
            }
        }
    }

    private synchronized void cancel(Task task) {
        tasks.remove(task);
    }

    @Override
    public Instant instant() {
        return now.plus(wrong);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("the server's clock is in UTC");
    }
}
