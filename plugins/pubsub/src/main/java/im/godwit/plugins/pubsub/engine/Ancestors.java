package im.godwit.plugins.pubsub.engine;

import im.godwit.jid.Jid;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Finds the collections above a node.
 *
 * @param find gives a node as it is now
 */
record Ancestors(Function<NodeAddress, Optional<Node>> find) {
    /**
     * A collection above a node.
     *
     * @param distance by the shortest way; 1 for a parent
     */
    record Ancestor(Node node, int distance) {}

    /**
     * All of them, each once, nearest first. What is in no collection is in the root node (XEP-0248 §8.1), where the
     * service has one.
     */
    List<Ancestor> above(Jid service, List<String> parents) {
        Map<String, Ancestor> found = new LinkedHashMap<>();
        List<String> level = orRoot(parents);
        for (int distance = 1; !level.isEmpty(); distance++) {
            List<String> next = new ArrayList<>();
            for (String name : level) {
                Optional<Node> node =
                        found.containsKey(name) ? Optional.empty() : find.apply(new NodeAddress(service, name));
                if (node.isPresent()) {
                    found.put(name, new Ancestor(node.get(), distance));
                    next.addAll(
                            node.get().address().isRoot()
                                    ? List.of()
                                    : orRoot(node.get().get(Settings.COLLECTION)));
                }
            }
            level = next;
        }
        return List.copyOf(found.values());
    }

    /** The names of a node's parents, or that of the root node where it has none. */
    static List<String> orRoot(List<String> parents) {
        return parents.isEmpty() ? List.of(NodeAddress.ROOT) : parents;
    }
}
