package im.godwit.plugins.pubsub.engine;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Who watches which node without a subscription. May be used by many threads. */
final class Watchers {
    private final Map<NodeAddress, List<Consumer<NodeEvent>>> watchers = new ConcurrentHashMap<>();

    boolean isWatched(NodeAddress node) {
        return watchers.containsKey(node);
    }

    void add(NodeAddress node, Consumer<NodeEvent> watcher) {
        watchers.merge(
                node,
                List.of(watcher),
                (some, more) -> Stream.concat(some.stream(), more.stream()).toList());
    }

    void remove(NodeAddress node, Consumer<NodeEvent> watcher) {
        watchers.computeIfPresent(node, (address, some) -> {
            List<Consumer<NodeEvent>> others =
                    some.stream().filter(one -> one != watcher).toList();
            return others.isEmpty() ? null : others;
        });
    }

    void tell(Notification notification) {
        watchers.getOrDefault(notification.node(), List.of()).forEach(watcher -> watcher.accept(notification.event()));
    }
}
