package im.godwit.core.session;

import im.godwit.core.stream.HandledCount;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The stanzas that a client has not acknowledged, in order (XEP-0198 §4): those that were written to its present
 * stream, and those behind them that wait until there is room on the way. Nothing here knows a stream or a lock: it is
 * the part of a session's state that another node would need to go on with it, and {@link #snapshot} is how it gets it.
 * Guarded by its way's lock.
 */
final class UnacknowledgedQueue {
    /** So much is on the way at once: less than may wait in a transport, more than a distant client needs. */
    private static final long WINDOW = 256 * 1024;

    private final ArrayDeque<Unacknowledged> written = new ArrayDeque<>();
    private final ArrayDeque<Unacknowledged> waiting;
    private HandledCount acknowledged;

    /** How many were ever written, to whichever stream: only those can be acknowledged. */
    private int tried;

    private long bytes;
    private long bytesWritten;

    /** A queue for a client that has just begun to count. */
    UnacknowledgedQueue() {
        this(new Snapshot(HandledCount.ZERO, 0, List.of()));
    }

    /** A queue that goes on where another stood, with a stream to which nothing was written. */
    UnacknowledgedQueue(Snapshot snapshot) {
        acknowledged = snapshot.acknowledged();
        tried = snapshot.tried();
        waiting = new ArrayDeque<>(snapshot.stanzas());
        bytes = waiting.stream().mapToLong(Unacknowledged::bytes).sum();
    }

    /**
     * All of a queue at one moment.
     *
     * @param acknowledged how many stanzas the client has handled, as far as it said
     * @param tried how many of the stanzas were written to some stream
     * @param stanzas those that it has not acknowledged, in order
     */
    record Snapshot(HandledCount acknowledged, int tried, List<Unacknowledged> stanzas) {}

    Snapshot snapshot() {
        List<Unacknowledged> stanzas = new ArrayList<>(written);
        stanzas.addAll(waiting);
        return new Snapshot(acknowledged, tried, List.copyOf(stanzas));
    }

    void add(Unacknowledged stanza) {
        waiting.add(stanza);
        bytes += stanza.bytes();
    }

    /** Whether more waits than may; a single stanza always may. */
    boolean isOver(ManagementOptions options) {
        return size() > 1 && (size() > options.maxUnacknowledged() || bytes > options.maxUnacknowledgedBytes());
    }

    /** The next stanza to write, if one waits and there is room on the way. */
    Optional<Unacknowledged> next() {
        Unacknowledged next = waiting.peek();
        boolean room = next != null && (written.isEmpty() || bytesWritten + next.bytes() <= WINDOW);
        if (!room) {
            return Optional.empty();
        }
        written.add(waiting.remove());
        bytesWritten += next.bytes();
        tried = Math.max(tried, written.size());
        return Optional.of(next);
    }

    /** There is a new stream: all must be written again. */
    void rewind() {
        while (!written.isEmpty()) {
            waiting.addFirst(written.removeLast());
        }
        bytesWritten = 0;
    }

    /** How many stanzas were sent in all. */
    HandledCount sent() {
        return acknowledged.plus(tried);
    }

    /** Whether the client can have handled so many: not fewer than it said before, not more than were sent. */
    boolean isPossible(HandledCount handled) {
        return handled.since(acknowledged) <= tried;
    }

    /** Forgets what the client has, and returns it; the count {@linkplain #isPossible is possible}. */
    List<Unacknowledged> acknowledge(HandledCount handled) {
        int more = (int) handled.since(acknowledged);
        List<Unacknowledged> taken = new ArrayList<>(more);
        for (int i = 0; i < more; i++) {
            if (written.isEmpty()) {
                taken.add(waiting.remove());
            } else {
                taken.add(written.remove());
                bytesWritten -= taken.getLast().bytes();
            }
            bytes -= taken.getLast().bytes();
        }
        tried -= more;
        acknowledged = handled;
        return taken;
    }

    boolean isEmpty() {
        return size() == 0;
    }

    int size() {
        return written.size() + waiting.size();
    }

    /** Takes all; the counts no longer matter. */
    List<Unacknowledged> take() {
        List<Unacknowledged> taken = snapshot().stanzas();
        written.clear();
        waiting.clear();
        tried = 0;
        bytes = 0;
        bytesWritten = 0;
        return taken;
    }
}
