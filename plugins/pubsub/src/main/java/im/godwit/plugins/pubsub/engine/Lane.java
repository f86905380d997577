package im.godwit.plugins.pubsub.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Where the changes of a node happen one after another, so that what is in memory, on disk and in notifications has one
 * order. Changes in different lanes share a commit.
 *
 * <p>What waits is bounded by who makes it: a stream that has changed a node tells its subscribers, or waits until they
 * are told, before it brings the next change.
 */
final class Lane {
    /** So many notifications are handed out together, so that those who get several get them in one write. */
    private static final int TOGETHER = 64;

    private final ReentrantLock changes = new ReentrantLock();

    /** Fair: who delivers lets others run, and would otherwise have the lock again before any of them gets it. */
    private final ReentrantLock deliveries = new ReentrantLock(true);

    private final Queue<Notification> waiting = new ConcurrentLinkedQueue<>();

    /** Runs a change while no other runs in this lane. */
    <T> T exclusively(Supplier<T> change) {
        changes.lock();
        try {
            return change.get();
        } finally {
            changes.unlock();
        }
    }

    /** Whether nobody is still to be told anything. */
    boolean isEmpty() {
        return waiting.isEmpty();
    }

    /** Queues a notification; called within {@link #exclusively}. */
    void add(Notification notification) {
        waiting.add(notification);
    }

    /**
     * Hands out all that waits; returns when what was queued before the call has been handed out. Where handing out
     * causes more, that is handed out after it: a notification is never overtaken by one that it caused.
     */
    void deliver(Consumer<List<Notification>> outlet) {
        if (deliveries.isHeldByCurrentThread()) {
            return;
        }
        deliveries.lock();
        try {
            while (!waiting.isEmpty()) {
                outlet.accept(next());
            }
        } finally {
            deliveries.unlock();
        }
    }

    private List<Notification> next() {
        List<Notification> next = new ArrayList<>();
        while (next.size() < TOGETHER && !waiting.isEmpty()) {
            next.add(waiting.remove()); // nobody else takes any meanwhile
        }
        return next;
    }
}
