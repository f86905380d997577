package im.godwit.plugins.pubsub.engine;

import java.util.List;
import java.util.stream.Stream;

/**
 * The parents of a node, its parent's parents and so on (XEP-0496 §4.4): all of them have a say in who may see the node
 * and publish there.
 *
 * @param parents nearest first, each as it is by itself
 * @param whole whether they reach up to a node without a parent; if not, one of them is gone, and nobody gets past it
 */
record Lineage(List<Node> parents, boolean whole) {
    /** Of a node that is under no other. */
    static final Lineage NONE = new Lineage(List.of(), true);

    Lineage {
        parents = List.copyOf(parents);
    }

    /** All of both. */
    Lineage with(Lineage other) {
        return other == NONE
                ? this
                : new Lineage(
                        Stream.concat(parents.stream(), other.parents.stream()).toList(), whole && other.whole);
    }
}
