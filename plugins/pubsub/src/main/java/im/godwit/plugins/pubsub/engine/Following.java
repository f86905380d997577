package im.godwit.plugins.pubsub.engine;

import im.godwit.jid.Jid;
import im.godwit.plugins.pubsub.engine.Refusal.Unsupported;
import java.time.Instant;
import java.util.List;
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

    /** Where a node is: what is published later comes after it; 0 for one that keeps no items. */
    public long position(Jid requester, NodeAddress address) {
        return parts.store().position(followed(requester, address));
    }

    /**
     * An item as followers are told it.
     *
     * @param position after which the rest comes
     */
    public record Told(Item item, long position) {}

    /** The oldest item after one position and up to another. */
    public Optional<Told> next(Jid requester, NodeAddress address, long after, long upTo) {
        Node node = followed(requester, address);
        Instant expired = node.expired(parts.now());
        NodeStore.Batch batch = parts.store().after(node, after, 1, 1, expired);
        List<Item> items = batch.items();
        return items.isEmpty() || batch.position() > upTo
                ? Optional.empty()
                : Optional.of(new Told(items.getFirst().toldBy(node), batch.position()));
    }
}
