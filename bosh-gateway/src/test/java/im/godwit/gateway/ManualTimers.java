package im.godwit.gateway;

import im.godwit.core.transport.Timers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Time that only moves when a test says so. Starts at the system's, because Jetty's parser has no other. */
final class ManualTimers implements Timers {
    private final List<Task> tasks = new ArrayList<>();
    private long now = System.nanoTime();

    private record Task(long time, Runnable action) {}

    @Override
    public synchronized long nanos() {
        return now;
    }

    @Override
    public synchronized Timer at(long nanos, Runnable action) {
        if (nanos <= now) {
            Thread.startVirtualThread(action);
            return () -> {};
        }
        Task task = new Task(nanos, action);
        tasks.add(task);
        return () -> {
            synchronized (this) {
                tasks.remove(task);
            }
        };
    }

    /** How many tasks wait. */
    synchronized int size() {
        return tasks.size();
    }

    /** Moves on and runs what is due, in the order of time, on the caller's thread. */
    void advance(Duration duration) {
        long target = nanos() + duration.toNanos();
        for (Optional<Task> due = next(target); due.isPresent(); due = next(target)) {
            due.get().action().run();
        }
        synchronized (this) {
            now = target;
        }
    }

    private synchronized Optional<Task> next(long target) {
        Optional<Task> due = tasks.stream().filter(t -> t.time() <= target).min(Comparator.comparingLong(Task::time));
        due.ifPresent(task -> {
            tasks.remove(task);
            now = Math.max(now, task.time());
        });
        return due;
    }
}
