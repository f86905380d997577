package im.godwit.plugins.pubsub.engine;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Nodes whose changes happen one after another, so that what is in memory, on disk and in notifications has one order.
 * There are many lanes; changes in different lanes share a commit.
 */
final class Lane {
    private final ReentrantLock changes = new ReentrantLock();
    private final ReentrantLock deliveries = new ReentrantLock();
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

    /** Queues a notification; called within {@link #exclusively}. */
    void add(Notification notification) {
        waiting.add(notification);
    }

    /**
     * Hands out all that waits; returns when what was queued before the call has been handed out. Where handing out
     * causes more, that is handed out after it: a notification is never overtaken by one that it caused.
     */
    void deliver(Consumer<Notification> outlet) {
        if (deliveries.isHeldByCurrentThread()) {
            return;
        }
        deliveries.lock();
        try {
            for (Notification next = waiting.poll(); next != null; next = waiting.poll()) {
                outlet.accept(next);
            }
        } finally {
            deliveries.unlock();
        }
    }
}
