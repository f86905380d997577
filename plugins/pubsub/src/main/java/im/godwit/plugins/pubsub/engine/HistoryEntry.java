package im.godwit.plugins.pubsub.engine;

import java.time.Instant;
import java.util.List;

/**
 * Something that happened to the items of a node: one was published, one was retracted, or all were purged.
 *
 * @param position where it stands; later entries have larger ones, and none is used twice
 * @param stamp when it happened
 */
public record HistoryEntry(long position, Instant stamp, NodeEvent event) {
    /** The entry as subscribers of a node are told it. */
    HistoryEntry toldBy(Node node) {
        return event instanceof NodeEvent.Published published
                ? new HistoryEntry(position, stamp, toldBy(node, published))
                : this;
    }

    private static NodeEvent toldBy(Node node, NodeEvent.Published published) {
        List<Item> items =
                published.items().stream().map(item -> item.toldBy(node)).toList();
        return new NodeEvent.Published(items, published.publisher(), published.position());
    }
}
