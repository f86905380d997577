package im.godwit.plugins.pubsub.engine;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Who follows which node. May be used by many threads. */
final class Followers {
    private final Map<NodeAddress, List<Consumer<NodeEvent>>> followers = new ConcurrentHashMap<>();

    boolean isFollowed(NodeAddress node) {
        return followers.containsKey(node);
    }

    void add(NodeAddress node, Consumer<NodeEvent> follower) {
        followers.merge(
                node,
                List.of(follower),
                (some, more) -> Stream.concat(some.stream(), more.stream()).toList());
    }

    void remove(NodeAddress node, Consumer<NodeEvent> follower) {
        followers.computeIfPresent(node, (address, some) -> {
            List<Consumer<NodeEvent>> others =
                    some.stream().filter(one -> one != follower).toList();
            return others.isEmpty() ? null : others;
        });
    }

    void tell(Notification notification) {
        followers
                .getOrDefault(notification.node(), List.of())
                .forEach(follower -> follower.accept(notification.event()));
    }
}
