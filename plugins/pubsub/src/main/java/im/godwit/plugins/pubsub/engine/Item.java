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
    /** The item as a node of this configuration shows it (§7.1.2.3). */
    Item shownBy(Configuration configuration) {
        return configuration.get(Settings.ITEM_REPLY) == ItemReply.PUBLISHER
                ? this
                : new Item(id, Optional.empty(), published, payload);
    }

    Item withoutPayload() {
        return new Item(id, publisher, published, Optional.empty());
    }
}
