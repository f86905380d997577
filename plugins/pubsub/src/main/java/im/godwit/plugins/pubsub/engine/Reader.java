package im.godwit.plugins.pubsub.engine;

import im.godwit.jid.Jid;
import im.godwit.plugins.pubsub.engine.HistoryQuery.Cut;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * Reads a node's history for one durable subscription, from where it stands, as far as the one who gets it keeps up. Is
 * told that there is something new, and looks it up; so whoever reads slowly costs nothing, and whether the subscriber
 * may see it is looked at anew each time. For many threads: one sends, and goes on with what others come for.
 */
final class Reader implements Consumer<NodeEvent> {
    /** So many entries are on the way before one of them has to be confirmed. */
    static final int WINDOW = 50;

    /** Whose subscription it is; there is one reader of each. */
    record Key(NodeAddress node, Jid jid, String subid) {}

    private final Key key;
    private final Jid to;
    private final Delivery.Carrier carrier;
    private final Sight sight;
    private final ReentrantLock lock = new ReentrantLock();
    private final Deque<Long> unconfirmed = new ArrayDeque<>();
    private long sent;
    private volatile boolean open;
    private volatile boolean over;

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
        List<HistoryEntry> after(long position, int count) {
            int bytes = parts.policy().limits().answerBytes();
            return parts.store().history().some(node, HistoryQuery.ALL, Cut.after(position, count, bytes), expired());
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

    /** Ends because another reads in its place. */
    void endForAnother() {
        end();
        carrier.replaced();
    }

    /** Something happened at the node. */
    @Override
    public void accept(NodeEvent event) {
        advance();
    }

    /** All up to a position is confirmed, whether it was sent or read elsewhere. */
    void confirmed(long position) {
        lock.lock();
        try {
            unconfirmed.removeIf(one -> one <= position);
            sent = Math.max(sent, position);
        } finally {
            lock.unlock();
        }
    }

    /** Sends what there is room for. */
    void advance() {
        if (lock.isHeldByCurrentThread()) {
            return; // the client took what is just being sent: the loop below goes on
        }
        lock.lock();
        try {
            while (sendsSome()) {
                // until there is no more, or no more room
            }
        } finally {
            lock.unlock();
        }
    }

    private boolean sendsSome() {
        int room = WINDOW - unconfirmed.size();
        Optional<Seen> seen = open && !over && room > 0 ? sight.look(this) : Optional.empty();
        List<HistoryEntry> entries = seen.map(it -> it.after(sent, room)).orElse(List.of());
        boolean gap = !entries.isEmpty() && seen.orElseThrow().isGapAfter(sent);
        for (HistoryEntry entry : entries) {
            if (over) {
                return false;
            }
            send(entry.position(), seen.orElseThrow().delivery(entry, gap));
            gap = false;
        }
        return !entries.isEmpty();
    }

    private void send(long position, Delivery delivery) {
        sent = position;
        unconfirmed.add(position);
        carrier.carry(delivery, new Delivery.Receipt() {
            @Override
            public void taken() {
                sight.taken(Reader.this, position);
            }

            @Override
            public void lost() {
                sight.lost(Reader.this);
            }
        });
    }
}
