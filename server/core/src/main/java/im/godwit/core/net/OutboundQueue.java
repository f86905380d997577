package im.godwit.core.net;

import im.godwit.core.transport.Gathering;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.mina.core.buffer.IoBuffer;

/**
 * What waits to be written to one connection, bounded in bytes. One write is with MINA at a time; what is added
 * meanwhile leaves together with the next one. That keeps the order, makes few writes of many stanzas, and never meets
 * the small fixed queue of MINA's TLS.
 *
 * <p>Any thread may add. No lock is held while MINA writes: its TLS locks, and its threads call back here. A write may
 * be over before the call that began it returns; what waits then leaves from the loop that began it, not from within.
 */
final class OutboundQueue implements Gathering.Held {
    private static final int BATCH = 32 * 1024;

    /** Where the bytes go. */
    interface Writer {
        void write(IoBuffer bytes);

        /** Writes the bytes in the clear and goes on encrypted. */
        void writeAndSecure(IoBuffer bytes);

        /** Nothing waits any more. */
        void drained();
    }

    private record Item(byte[] bytes, int length, boolean beforeTls) {}

    private final Queue<Item> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicLong queued = new AtomicLong();
    private final AtomicBoolean writing = new AtomicBoolean();
    private final Writer writer;
    private final int bound;
    private volatile Thread pumping;
    private volatile IoBuffer current;
    private volatile int currentLength;

    OutboundQueue(Writer writer, int bound) {
        this.writer = writer;
        this.bound = bound;
    }

    /**
     * Adds bytes that must not change any more.
     *
     * @return whether there was room; one piece alone always has
     */
    boolean add(byte[] bytes, int length) {
        return add(new Item(bytes, length, false));
    }

    /** Adds the last bytes that leave in the clear. */
    boolean addBeforeTls(byte[] bytes, int length) {
        return add(new Item(bytes, length, true));
    }

    private boolean add(Item item) {
        long total = queued.addAndGet(item.length);
        if (total > bound && total > item.length) {
            return false;
        }
        waiting.add(item);
        if (total > BATCH || !Gathering.holds(this)) {
            pump();
        }
        return true;
    }

    @Override
    public void write() {
        pump();
    }

    /** How many bytes wait, those that MINA is writing included. */
    long bytes() {
        return queued.get();
    }

    boolean isEmpty() {
        return queued.get() == 0;
    }

    /** MINA has written a message. */
    void sent(Object message) {
        if (message != current) {
            return;
        }
        boolean atOnce = pumping == Thread.currentThread();
        current = null;
        queued.addAndGet(-currentLength);
        writing.set(false);
        if (!atOnce) {
            pump();
        }
        if (isEmpty()) {
            writer.drained();
        }
    }

    private void pump() {
        while (!waiting.isEmpty() && writing.compareAndSet(false, true)) {
            Item first = waiting.poll();
            if (first == null) {
                writing.set(false);
            } else {
                Thread self = Thread.currentThread();
                pumping = self;
                write(first);
                // by now another thread may be at it
                if (pumping == self) {
                    pumping = null;
                }
            }
        }
    }

    private void write(Item first) {
        if (first.beforeTls) {
            writer.writeAndSecure(currently(IoBuffer.wrap(first.bytes, 0, first.length), first.length));
            return;
        }
        Item second = waiting.peek();
        if (second == null || second.beforeTls || first.length + second.length > BATCH) {
            writer.write(currently(IoBuffer.wrap(first.bytes, 0, first.length), first.length));
            return;
        }
        writer.write(join(first));
    }

    private IoBuffer join(Item first) {
        List<Item> batch = new ArrayList<>();
        batch.add(first);
        int length = first.length;
        for (Item next = waiting.peek();
                next != null && !next.beforeTls && length + next.length <= BATCH;
                next = waiting.peek()) {
            batch.add(waiting.poll());
            length += next.length;
        }
        byte[] joined = new byte[length];
        int at = 0;
        for (Item item : batch) {
            System.arraycopy(item.bytes, 0, joined, at, item.length);
            at += item.length;
        }
        return currently(IoBuffer.wrap(joined), length);
    }

    private IoBuffer currently(IoBuffer bytes, int length) {
        currentLength = length;
        current = bytes;
        return bytes;
    }
}
