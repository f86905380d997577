package im.godwit.plugins.pubsub.engine;

import im.godwit.jid.Jid;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.SequencedMap;
import java.util.Set;

/** Gets the items below collections (XEP-0248 §6.2). */
final class Descendants {
    /** How many nodes are looked at for one answer. */
    private static final int NODES = 1000;

    private final Parts parts;

    Descendants(Parts parts) {
        this.parts = parts;
    }

    /**
     * The newest items of the leaf nodes below a collection, by node, as many as fit into one answer. What of those
     * nodes is not open to somebody without the collection is not for them with it either.
     *
     * @param count how many of one node at most
     */
    SequencedMap<String, List<Item>> items(Jid requester, Node collection, int count) {
        SequencedMap<String, List<Item>> found = new LinkedHashMap<>();
        int items = parts.policy().limits().itemsPerNode();
        int bytes = parts.policy().limits().answerBytes();
        for (Node leaf : leaves(collection)) {
            if (items > 0 && bytes > 0 && leaf.persists() && parts.access().isOpen(leaf, requester)) {
                List<Item> newest =
                        parts.store().newest(leaf, Math.min(count, items), bytes, leaf.expired(parts.now()));
                items -= newest.size();
                bytes -= newest.stream()
                        .flatMap(item -> item.payload().stream())
                        .mapToInt(Payload::size)
                        .sum();
                if (!newest.isEmpty()) {
                    found.put(
                            leaf.address().node(),
                            newest.stream().map(item -> item.shownBy(leaf)).toList());
                }
            }
        }
        return found;
    }

    /** Each once, nearest first. */
    private List<Node> leaves(Node collection) {
        List<Node> leaves = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        Queue<Node> waiting = new ArrayDeque<>(List.of(collection));
        while (!waiting.isEmpty() && seen.size() < NODES) {
            for (String name : waiting.remove().get(Settings.CHILDREN)) {
                Optional<Node> child = seen.add(name)
                        ? parts.nodes()
                                .find(new NodeAddress(collection.address().service(), name))
                        : Optional.empty();
                child.ifPresent(node -> (node.isCollection() ? waiting : leaves).add(node));
            }
        }
        return leaves;
    }
}
