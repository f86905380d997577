package im.godwit.plugins.pubsub.engine;

import im.godwit.jid.Jid;
import java.time.Instant;
import java.util.Optional;

/**
 * A published item.
 *
 * @param id unique within its node
 * @param publisher the full JID that published it; none where the node does not tell
 * @param published when
 * @param payload what it holds; none for a bare notification
 */
public record Item(String id, Optional<Jid> publisher, Instant published, Optional<Payload> payload) {
    /** The item as a node shows it (§7.1.2.3, §12.17). */
    Item shownBy(Node node) {
        return switch (node.get(Settings.ITEM_REPLY)) {
            case PUBLISHER -> this;
            case OWNER ->
                new Item(id, node.affiliated(Affiliation.OWNER).stream().findFirst(), published, payload);
            case NONE -> new Item(id, Optional.empty(), published, payload);
        };
    }

    /** The item as subscribers of a node are told it. */
    Item toldBy(Node node) {
        Item shown = shownBy(node);
        return node.get(Settings.DELIVER_PAYLOADS)
                ? shown
                : new Item(id, shown.publisher(), published, Optional.empty());
    }
}
