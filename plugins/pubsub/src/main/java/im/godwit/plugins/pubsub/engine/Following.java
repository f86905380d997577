package im.godwit.plugins.pubsub.engine;

import im.godwit.jid.Jid;
import im.godwit.plugins.pubsub.engine.HistoryQuery.Cut;
import im.godwit.plugins.pubsub.engine.Refusal.Unsupported;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Follows nodes without a subscription. A follower is told as subscribers are and may see what who retrieves items may
 * see; what it is told says only that there is something new, so each time it asks here, where its rights are looked at
 * anew.
 */
public final class Following {
    private final Parts parts;
    private final Watchers watchers;

    Following(Parts parts, Watchers watchers) {
        this.parts = parts;
        this.watchers = watchers;
    }

    /**
     * Begins to tell a follower what happens at a node, in order, on the thread that delivers; it must not block and
     * must not throw. Whether it may follow is for {@link #require} to say.
     *
     * @return ends it
     */
    public Runnable follow(NodeAddress address, Consumer<NodeEvent> follower) {
        watchers.add(address, follower);
        return () -> watchers.remove(address, follower);
    }

    /** Requires that somebody may follow a node now. */
    public void require(Jid requester, NodeAddress address) {
        followed(requester, address);
    }

    private Node followed(Jid requester, NodeAddress address) {
        Node node = parts.nodes().require(address);
        parts.access().requireRetrieval(node, requester);
        if (node.isCollection()) {
            throw new Unsupported(Feature.RETRIEVE_ITEMS).thrown();
        }
        return node;
    }

    /** Where a node is: what happens later comes after it; 0 for one that keeps no items. */
    public long position(Jid requester, NodeAddress address) {
        return parts.store().position(followed(requester, address));
    }

    /** What happened first after one position and up to another, as followers are told it. */
    public Optional<HistoryEntry> next(Jid requester, NodeAddress address, long after, long upTo) {
        Node node = followed(requester, address);
        return parts
                .store()
                .history()
                .some(node, HistoryQuery.ALL, Cut.after(after, 1, 1), node.expired(parts.now()))
                .stream()
                .filter(entry -> entry.position() <= upTo)
                .findFirst()
                .map(entry -> entry.toldBy(node));
    }
}
