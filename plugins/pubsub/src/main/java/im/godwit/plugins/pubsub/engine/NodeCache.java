package im.godwit.plugins.pubsub.engine;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The nodes that were used last. Bounded by what they hold, so that a node of ten thousand subscribers counts for more
 * than an empty one. Threads may share it.
 */
final class NodeCache {
    private final int capacity;
    private final Map<NodeAddress, Node> nodes = new LinkedHashMap<>(64, 0.75f, true);
    private long held;

    /**
     * Makes an empty cache.
     *
     * @param capacity nodes, subscriptions, affiliations and links in all
     */
    NodeCache(int capacity) {
        this.capacity = capacity;
    }

    synchronized Optional<Node> get(NodeAddress address) {
        return Optional.ofNullable(nodes.get(address));
    }

    synchronized void put(Node node) {
        remove(node.address());
        nodes.put(node.address(), node);
        held += weight(node);
        Iterator<Node> eldest = nodes.values().iterator();
        while (held > capacity && nodes.size() > 1) {
            held -= weight(eldest.next());
            eldest.remove();
        }
    }

    synchronized void remove(NodeAddress address) {
        Node removed = nodes.remove(address);
        if (removed != null) {
            held -= weight(removed);
        }
    }

    /** Of all that are held at this moment. */
    synchronized Stream<NodeAddress> addresses() {
        return List.copyOf(nodes.keySet()).stream();
    }

    private static int weight(Node node) {
        int links =
                Settings.LINKS.stream().mapToInt(some -> node.get(some).size()).sum();
        return 1 + node.affiliations().size() + node.subscriptions().size() + links;
    }
}
