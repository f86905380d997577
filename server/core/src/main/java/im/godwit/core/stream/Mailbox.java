package im.godwit.core.stream;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * Events for one stream, handled in order by one virtual thread at a time. The thread starts with the first event and
 * ends when the mailbox is empty, so an idle stream owns none.
 */
public final class Mailbox {
    private static final int HIGH = 64;
    private static final int LOW = 8;

    private final Queue<Object> events = new ConcurrentLinkedQueue<>();
    private final AtomicInteger size = new AtomicInteger();
    private final AtomicInteger wishes = new AtomicInteger();
    private final Consumer<Object> handler;
    private final Runnable pause;
    private final Runnable resume;
    private volatile boolean paused;

    /**
     * Makes an empty mailbox.
     *
     * @param handler handles one event; must not throw
     * @param pause asks the transport to stop reading, when too much waits; nothing is lost
     * @param resume asks it to go on
     */
    public Mailbox(Consumer<Object> handler, Runnable pause, Runnable resume) {
        this.handler = handler;
        this.pause = pause;
        this.resume = resume;
    }

    /** Adds an event; any thread may, whatever locks it holds. */
    public void post(Object event) {
        events.add(event);
        int waiting = size.getAndIncrement();
        if (waiting == 0) {
            Thread.startVirtualThread(this::drain);
        } else if (waiting >= HIGH && !paused) {
            throttle();
        }
    }

    private void drain() {
        do {
            handler.accept(events.remove());
            if (paused && size.get() <= LOW) {
                throttle();
            }
        } while (size.decrementAndGet() > 0);
    }

    /**
     * Rare. One thread at a time tells the transport, so that a pause and a resume never overtake each other. Another
     * that comes meanwhile leaves its wish to that one and waits for nothing: it may hold a lock that the transport is
     * about to take.
     */
    private void throttle() {
        if (wishes.getAndIncrement() > 0) {
            return;
        }
        do {
            // looked at again after each call, since the mailbox may have been emptied before it was known as paused
            for (boolean full = isFull(); full != paused; full = isFull()) {
                paused = full;
                (full ? pause : resume).run();
            }
        } while (wishes.decrementAndGet() > 0);
    }

    private boolean isFull() {
        return size.get() > (paused ? LOW : HIGH);
    }
}
