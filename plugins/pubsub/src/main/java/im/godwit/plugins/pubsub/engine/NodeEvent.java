package im.godwit.plugins.pubsub.engine;

import im.godwit.jid.Jid;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** What subscribers of a node may be told. */
public sealed interface NodeEvent {
    /** Up to where the node's history goes with this event; none of an event that is not in it. */
    default OptionalLong position() {
        return OptionalLong.empty();
    }

    /**
     * Items were published (§7.1.2).
     *
     * @param items none on a node that only says that something happened
     * @param publisher who just published them all, for those who may know; none for a digest
     * @param position of the last of them; none on a node that does not keep them
     */
    record Published(List<Item> items, Optional<Jid> publisher, OptionalLong position) implements NodeEvent {}

    /** The item that was published last, for a new subscriber (§6.1.7). */
    record LastPublished(Item item) implements NodeEvent {}

    /**
     * Items are gone (§7.2.2.1).
     *
     * @param position where that stands in the node's history; none where it is not remembered
     */
    record Retracted(List<String> ids, OptionalLong position) implements NodeEvent {}

    /**
     * All items are gone (§8.5.2).
     *
     * @param position where that stands in the node's history; none where it is not remembered
     */
    record Purged(OptionalLong position) implements NodeEvent {}

    /**
     * The node is gone (§8.4.2).
     *
     * @param redirect the URI of what replaces it
     */
    record Deleted(Optional<String> redirect) implements NodeEvent {}

    /**
     * The configuration changed (§8.2.5.3).
     *
     * @param configuration the new one; none where notifications have no payload
     */
    record Configured(Optional<Configuration> configuration) implements NodeEvent {}

    /** The node came into being in a collection (XEP-0248 §5.3.1.2). */
    record Created() implements NodeEvent {}

    /** The node, a collection, has got another node as its child (XEP-0248 §5.3.2). */
    record Associated(Node child) implements NodeEvent {}

    /** The node, a collection, does not have another node as its child any more (XEP-0248 §5.3.2). */
    record Dissociated(Node child) implements NodeEvent {}

    /** A subscription began or ended (§8.8.4, §12.14). */
    record SubscriptionChanged(Subscription subscription) implements NodeEvent {}

    /** Somebody asks to subscribe and an owner is to decide (§8.6). */
    record ApprovalWanted(Subscription subscription) implements NodeEvent {}
}
