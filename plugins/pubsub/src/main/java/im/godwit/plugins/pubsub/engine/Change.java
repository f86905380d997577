package im.godwit.plugins.pubsub.engine;

import java.util.List;
import java.util.Optional;

/**
 * A change of one node that has been stored.
 *
 * @param node the node as it is now; none if it is gone
 * @param value what the requester is told
 * @param notifications who else is told what
 * @param consequences what it did to other nodes
 */
record Change<T>(Optional<Node> node, T value, List<Notification> notifications, List<Consequence> consequences) {
    Change(Optional<Node> node, T value, List<Notification> notifications) {
        this(node, value, notifications, List.of());
    }

    Change<T> with(List<Consequence> those) {
        return new Change<>(node, value, notifications, those);
    }

    static <T> Change<T> of(Node node, T value, List<Notification> notifications) {
        return new Change<>(Optional.of(node), value, notifications);
    }
}
