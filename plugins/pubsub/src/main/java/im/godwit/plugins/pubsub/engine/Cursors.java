package im.godwit.plugins.pubsub.engine;

import im.godwit.jid.Jid;
import im.godwit.plugins.pubsub.engine.HistoryQuery.Bounds;
import im.godwit.plugins.pubsub.engine.HistoryQuery.Cut;
import im.godwit.plugins.pubsub.engine.Reader.Key;
import im.godwit.plugins.pubsub.engine.Reader.Seen;
import im.godwit.plugins.pubsub.engine.Refusal.Reason;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Delivers to durable subscriptions what they missed, in order: a subscription stands where its subscriber confirmed
 * last, and somebody who reads for it gets what comes after that. Nodes without such subscriptions know nothing of it.
 */
public final class Cursors {
    private final Parts parts;
    private final Watchers watchers;
    private final SubscriptionChanges changes;
    private final Entries entries;
    private final Map<Key, Reader> readers = new ConcurrentHashMap<>();

    Cursors(Parts parts, Watchers watchers, SubscriptionChanges changes, Entries entries) {
        this.parts = parts;
        this.watchers = watchers;
        this.changes = changes;
        this.entries = entries;
    }

    /** Whether what happens at a node waits for somebody who reads it for this subscription. */
    static boolean keeps(Node node, Subscription subscription) {
        return node.persists() && subscription.isDurable();
    }

    /** Where to begin. */
    public sealed interface Start {
        /** After what was confirmed. */
        record Confirmed() implements Start {}

        /** After this entry, as if all before it had been confirmed and nothing since. */
        record After(String id) implements Start {}

        /** With what happened at this time, in the same way. */
        record Since(Instant time) implements Start {}
    }

    /** Who says that what was delivered need not be delivered again. */
    public enum Confirmation {
        /** The reader, with {@link #confirm}. */
        READER,
        /** The stream, when its client acknowledges the stanza (XEP-0198). */
        STREAM
    }

    /**
     * That somebody reads.
     *
     * @param subid the subscription
     * @param position the entry after which it begins; none where there was nothing before
     * @param gap whether entries after that are gone, and will not be delivered
     * @param begin begins to deliver; to be run once the answer is on its way
     */
    public record Opened(String subid, Optional<String> position, boolean gap, Runnable begin) {}

    /**
     * Begins to read for the requester's own subscription, in place of whoever did.
     *
     * @param requester the full JID that reads; the subscription is its own, or that of its account
     */
    public Opened open(
            Jid requester,
            NodeAddress address,
            Optional<String> subid,
            Start start,
            Confirmation confirmation,
            Delivery.Carrier carrier) {
        Node node = parts.nodes().require(address);
        Subscription subscription = durable(node, requester, subid);
        parts.access().requireRetrieval(node, requester);
        switch (start) {
            case Start.Confirmed _ -> {}
            case Start.After after -> rewind(node, subscription, entries.position(node, after.id()));
            case Start.Since since -> rewind(node, subscription, before(node, since.time()));
        }
        CursorStore.Cursor cursor = parts.store()
                .cursors()
                .find(node, subscription, node.expired(parts.now()))
                .orElseThrow(Reason.NO_SUBSCRIPTION::thrown);
        Key key = new Key(address, subscription.jid(), subscription.subid());
        Reader reader = new Reader(key, requester, cursor.position(), carrier, new Sights(confirmation));
        watchers.add(address, reader);
        Optional.ofNullable(readers.put(key, reader)).ifPresent(before -> replaced(before, requester));
        Optional<String> position =
                Optional.of(cursor.position()).filter(number -> number > 0).map(number -> entries.id(node, number));
        return new Opened(subscription.subid(), position, cursor.gap(), reader::begin);
    }

    /** The requester's own subscription, or that of its account, if it is in force and keeps a position. */
    private Subscription durable(Node node, Jid requester, Optional<String> subid) {
        Jid jid = node.subscriptions().of(requester).isEmpty() ? requester.bare() : requester;
        Subscription subscription = changes.require(node, jid, subid, Reason.NO_SUBSCRIPTION);
        if (subscription.state() == SubscriptionState.PENDING) {
            throw Reason.PENDING_SUBSCRIPTION.thrown();
        }
        if (!keeps(node, subscription)) {
            throw Reason.NO_SUBSCRIPTION.thrown();
        }
        return subscription;
    }

    private void rewind(Node node, Subscription subscription, long position) {
        parts.store().cursors().rewind(node, subscription, position);
    }

    /** The position right before the first entry of a time or later. */
    private long before(Node node, Instant time) {
        return parts
                .store()
                .history()
                .some(node, HistoryQuery.since(time), new Cut(Bounds.ALL, false, 0, 1, 1), node.expired(parts.now()))
                .stream()
                .findFirst()
                .map(first -> first.position() - 1)
                .orElseGet(() -> parts.store().position(node));
    }

    private void replaced(Reader before, Jid by) {
        forget(before);
        if (before.to().equals(by)) {
            before.end();
        } else {
            before.close();
        }
    }

    /**
     * Confirms an entry and all before it: they are not delivered again, whatever happens.
     *
     * @param id of the entry, whether it was delivered or read from the archive
     * @return delivers what there is room for now; to be run once the answer is on its way
     */
    public Runnable confirm(Jid requester, NodeAddress address, Optional<String> subid, String id) {
        Node node = parts.nodes().require(address);
        Subscription subscription = durable(node, requester, subid);
        long position = entries.place(node, id);
        parts.store().cursors().confirm(node, subscription, position);
        Optional<Reader> reader =
                Optional.ofNullable(readers.get(new Key(address, subscription.jid(), subscription.subid())));
        reader.ifPresent(it -> it.confirmed(position));
        return () -> reader.ifPresent(Reader::advance);
    }

    /** Ends the reading of this very resource; what happens waits again. */
    public void close(Jid requester, NodeAddress address, Optional<String> subid) {
        Node node = parts.nodes().require(address);
        Subscription subscription = durable(node, requester, subid);
        Optional.ofNullable(readers.get(new Key(address, subscription.jid(), subscription.subid())))
                .filter(reader -> reader.to().equals(requester))
                .ifPresent(this::end);
    }

    /** A resource is gone: it reads nothing any more. */
    public void gone(Jid resource) {
        readers.values().stream()
                .filter(reader -> reader.to().equals(resource))
                .toList()
                .forEach(this::end);
    }

    private void end(Reader reader) {
        reader.end();
        readers.remove(reader.key(), reader);
        forget(reader);
    }

    private void forget(Reader reader) {
        watchers.remove(reader.key().node(), reader);
    }

    /** What readers see of nodes. */
    private final class Sights implements Reader.Sight {
        private final Confirmation confirmation;

        Sights(Confirmation confirmation) {
            this.confirmation = confirmation;
        }

        @Override
        public Optional<Seen> look(Reader reader) {
            Optional<Seen> seen = find(reader);
            if (seen.isEmpty()) {
                end(reader);
            }
            return seen.filter(it -> parts.audience().mayBeTold(it.node(), it.subscription()));
        }

        private Optional<Seen> find(Reader reader) {
            Key key = reader.key();
            return parts.nodes()
                    .find(key.node())
                    .flatMap(node -> node.subscriptions()
                            .find(key.jid(), key.subid())
                            .filter(subscription -> keeps(node, subscription))
                            .map(subscription -> new Seen(node, subscription, parts, entries)));
        }

        @Override
        public void taken(Reader reader, long position) {
            switch (confirmation) {
                case READER -> {} // it says so itself
                case STREAM -> {
                    find(reader)
                            .ifPresent(seen ->
                                    parts.store().cursors().confirm(seen.node(), seen.subscription(), position));
                    reader.confirmed(position);
                    reader.advance();
                }
            }
        }

        @Override
        public void lost(Reader reader) {
            end(reader);
        }
    }
}
