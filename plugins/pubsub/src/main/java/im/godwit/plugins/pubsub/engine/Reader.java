package im.godwit.plugins.pubsub.engine;

import im.godwit.jid.Jid;
import im.godwit.plugins.pubsub.engine.HistoryQuery.Cut;
import im.godwit.store.StoreException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * Reads a node's history for one durable subscription, from where it stands, as far as the one who gets it keeps up. Is
 * told that there is something new, and looks it up; so whoever reads slowly costs nothing, and whether the subscriber
 * may see it is looked at anew each time. For many threads: one sends, and goes on with what others come for.
 */
final class Reader implements Consumer<NodeEvent> {
    /**
     * So many entries are on the way before one of them has to be confirmed; and no more bytes of payloads than fit
     * into one answer, so that no reader's queue overflows.
     */
    private static final int WINDOW = 50;

    /** Whose subscription it is; there is one reader of each. */
    record Key(NodeAddress node, Jid jid, String subid) {}

    private final Key key;
    private final Jid to;
    private final Delivery.Carrier carrier;
    private final Sight sight;
    private final AtomicInteger calls = new AtomicInteger();
    private final Deque<Sent> unconfirmed = new ArrayDeque<>(); // guarded by this
    private long sent; // guarded by this
    private volatile boolean open;
    private volatile boolean over;

    private record Sent(long position, int bytes) {}

    /** What a reader needs to know of the node and its subscription. */
    interface Sight {
        /** The node with the subscription, if it is there and may be told now; ends the reader if it is not there. */
        Optional<Seen> look(Reader reader);

        /** A delivery has reached the reader's client. */
        void taken(Reader reader, long position);

        /** The reader's client is gone. */
        void lost(Reader reader);
    }

    /** A node and a subscription that may be told what happens there. */
    record Seen(Node node, Subscription subscription, Parts parts, Entries entries) {
        /** What comes next, as far as there is room. */
        List<HistoryEntry> after(Place place) {
            int bytes = parts.policy().limits().answerBytes() - place.bytes();
            return bytes > 0
                    ? parts.store()
                            .history()
                            .some(node, HistoryQuery.ALL, Cut.after(place.sent(), place.room(), bytes), expired())
                    : List.of();
        }

        boolean isGapAfter(long position) {
            return parts.store().cursors().isGapAfter(node, subscription, position, expired());
        }

        private Instant expired() {
            return node.expired(parts.now());
        }

        Delivery delivery(HistoryEntry entry, boolean gap) {
            boolean several = node.subscriptions().of(subscription.jid()).size() > 1;
            return new Delivery(
                    node.address(),
                    node.get(Settings.NOTIFICATION_TYPE),
                    several ? List.of(subscription.subid()) : List.of(),
                    subscription.options().get(Options.INCLUDE_BODY),
                    entries.recorded(node, entry),
                    gap);
        }
    }

    /**
     * A reader that does nothing until {@link #begin}.
     *
     * @param position after which to begin
     */
    Reader(Key key, Jid to, long position, Delivery.Carrier carrier, Sight sight) {
        this.key = key;
        this.to = to;
        this.sent = position;
        this.carrier = carrier;
        this.sight = sight;
    }

    Key key() {
        return key;
    }

    Jid to() {
        return to;
    }

    /** Begins to send; by then the reader knows that it reads. */
    void begin() {
        open = true;
        advance();
    }

    /** Sends nothing any more. Waits for nobody, as it is called while others send. */
    void end() {
        over = true;
    }

    /** Ends, and says so. */
    void close() {
        end();
        carrier.closed();
    }

    /** Something happened at the node. Others are to be told of it too, so nothing is thrown here. */
    @Override
    public void accept(NodeEvent event) {
        try {
            advance();
        } catch (StoreException unreadable) {
            sight.lost(this);
            carrier.closed(); // it may try again
        }
    }

    /** All up to a position is confirmed, whether it was sent or read elsewhere. */
    synchronized void confirmed(long position) {
        unconfirmed.removeIf(one -> one.position() <= position);
        sent = Math.max(sent, position);
    }

    /**
     * Sends what there is room for. Waits for no other thread that does: that one goes on with what this one came for.
     */
    void advance() {
        if (calls.getAndIncrement() > 0) {
            return;
        }
        try {
            int answered;
            do {
                answered = calls.get();
                while (sendsSome()) {
                    // until there is no more, or no more room
                }
            } while (!calls.compareAndSet(answered, 0));
        } catch (RuntimeException failed) {
            calls.set(0);
            throw failed;
        }
    }

    private boolean sendsSome() {
        Place place = place();
        Optional<Seen> seen = open && !over && place.room() > 0 ? sight.look(this) : Optional.empty();
        List<HistoryEntry> entries = seen.map(it -> it.after(place)).orElse(List.of());
        // asked after they were read, so that nothing gets lost in between
        boolean gap = !entries.isEmpty() && seen.orElseThrow().isGapAfter(place.sent());
        for (HistoryEntry entry : entries) {
            if (over) {
                return false;
            }
            if (takes(entry)) {
                carrier.carry(seen.orElseThrow().delivery(entry, gap), receipt(entry.position()));
                gap = false;
            }
        }
        return !entries.isEmpty();
    }

    /**
     * How far a reader has come.
     *
     * @param room for how many more entries
     * @param bytes of payloads that are on the way
     */
    private record Place(long sent, int room, int bytes) {}

    private synchronized Place place() {
        int bytes = unconfirmed.stream().mapToInt(Sent::bytes).sum();
        return new Place(sent, WINDOW - unconfirmed.size(), bytes);
    }

    /** Whether an entry is to be sent: not what was confirmed meanwhile. */
    private synchronized boolean takes(HistoryEntry entry) {
        boolean isNew = entry.position() > sent;
        if (isNew) {
            sent = entry.position();
            unconfirmed.add(new Sent(entry.position(), entry.bytes()));
        }
        return isNew;
    }

    private Delivery.Receipt receipt(long position) {
        return new Delivery.Receipt() {
            @Override
            public void taken() {
                sight.taken(Reader.this, position);
            }

            @Override
            public void lost() {
                sight.lost(Reader.this);
            }
        };
    }
}
