package im.godwit.plugins.pubsub.engine;

import im.godwit.plugins.pubsub.engine.NodeEvent.Published;
import im.godwit.plugins.pubsub.engine.NodeEvent.Retracted;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Says who is to be told of what the change of one node did to another; asked in that one's lane. */
final class Aftermath {
    private final NodeStore store;
    private final Audience audience;
    private final Clock clock;

    Aftermath(NodeStore store, Audience audience, Clock clock) {
        this.store = store;
        this.audience = audience;
        this.clock = clock;
    }

    /**
     * Who is told what.
     *
     * @param now the other node, if it is there
     */
    List<Notification> told(Consequence consequence, Optional<Node> now) {
        return switch (consequence) {
            case Consequence.Deleted deleted -> audience.farewell(deleted.node(), Optional.empty());
            case Consequence.Renewed renewed ->
                now.map(node -> renewed(node, renewed.item())).orElse(List.of());
            case Consequence.Withdrawn withdrawn ->
                now.map(node -> audience.toldIf(
                                Settings.NOTIFY_RETRACT, node, new Retracted(withdrawn.items(), withdrawn.position())))
                        .orElse(List.of());
        };
    }

    /** The item as it is now, not as it was then: of two changes at once, the later one is told last. */
    private List<Notification> renewed(Node node, String item) {
        List<Item> items = store.items(node, List.of(item), Integer.MAX_VALUE, node.expired(clock.instant())).stream()
                .map(found -> found.toldBy(node))
                .toList();
        OptionalLong position = OptionalLong.of(store.position(node));
        return items.isEmpty()
                ? List.of()
                : audience.toldAtOnce(node, new Published(items, Optional.empty(), position));
    }
}
