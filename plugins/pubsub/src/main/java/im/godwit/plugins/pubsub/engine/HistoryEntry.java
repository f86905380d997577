package im.godwit.plugins.pubsub.engine;

import im.godwit.jid.Jid;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

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

    /** Of its payload. */
    int bytes() {
        return event instanceof NodeEvent.Published published
                ? published.items().stream()
                        .flatMap(item -> item.payload().stream())
                        .mapToInt(Payload::size)
                        .sum()
                : 0;
    }

    /** Whether it is an item that an account or resource published. */
    boolean isOf(Jid publisher) {
        return event instanceof NodeEvent.Published published
                && published.items().stream()
                        .map(Item::publisher)
                        .flatMap(Optional::stream)
                        .anyMatch(jid -> publisher.isBare() ? jid.sameBare(publisher) : jid.equals(publisher));
    }

    private static NodeEvent toldBy(Node node, NodeEvent.Published published) {
        List<Item> items =
                published.items().stream().map(item -> item.toldBy(node)).toList();
        return new NodeEvent.Published(items, published.publisher(), published.position());
    }
}
