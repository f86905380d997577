package im.godwit.plugins.pubsub.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Deletes what depends on a node that is about to go (XEP-0496 §4.3, §4.4), whoever owns it. What nothing depends on
 * goes first, so that whatever happens meanwhile, nothing is left that depends on a node which is gone.
 */
final class Dependents {
    private final Parts parts;

    Dependents(Parts parts) {
        this.parts = parts;
    }

    /**
     * Deletes them; called while links do not change otherwise.
     *
     * @return for each of them, who is told
     */
    List<Outcome<Boolean>> deleted(NodeAddress address) {
        List<NodeAddress> below = new ArrayList<>(parts.store().dependents(address));
        for (int next = 0; next < below.size(); next++) {
            below.addAll(parts.store().dependents(below.get(next))); // nearest first; each depends on one other
        }
        return below.reversed().stream().map(this::ended).toList();
    }

    /** Deletes one node, if it is there. */
    Outcome<Boolean> ended(NodeAddress address) {
        return parts.links()
                .changing(
                        address,
                        () -> parts.nodes()
                                .at(
                                        address,
                                        before -> before.map(node -> deleted(node, node))
                                                .orElseGet(() -> new Change<>(Optional.empty(), false, List.of()))));
    }

    /**
     * Removes a node.
     *
     * @param told with the subscribers that are told
     */
    Change<Boolean> deleted(Node node, Node told) {
        List<Consequence> consequences = parts.store().delete(node, Optional.empty(), 0);
        return new Change<>(Optional.empty(), true, parts.audience().farewell(told, Optional.empty()), consequences);
    }
}
