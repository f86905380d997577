package im.godwit.plugins.pubsub.engine;

import java.util.List;
import java.util.Optional;

/**
 * Nodes that hold the same in two forms, such as bookmarks for new and for old clients: what is changed at one of them
 * is changed at the other in the same transaction. The twin is made where it is not there; one to which somebody other
 * than its owner is affiliated is left alone. Asked from many threads.
 */
public interface Twins {
    /** Where each node is for itself. */
    Twins NONE = new Twins() {
        @Override
        public Optional<NodeAddress> of(NodeAddress node) {
            return Optional.empty();
        }

        @Override
        public Edit follow(NodeAddress changed, List<Item> items, List<Item> others) {
            return new Edit(List.of(), List.of());
        }

        @Override
        public Configuration configuration(NodeAddress node, Optional<Configuration> before) {
            return before.orElse(Configuration.STANDARD);
        }
    };

    /** The other node, of the same service; nothing if there is no such. */
    Optional<NodeAddress> of(NodeAddress node);

    /**
     * What is to be done at the twin of a node. Has no effects and may run more than once; where nothing is to be done,
     * nothing is.
     *
     * @param items of the changed node, oldest first
     * @param others of its twin, oldest first
     * @throws RefusedException to refuse the change of both
     */
    Edit follow(NodeAddress changed, List<Item> items, List<Item> others);

    /**
     * How a node is configured when the server writes to it.
     *
     * @param before none for a node that is to be made
     */
    Configuration configuration(NodeAddress node, Optional<Configuration> before);

    /**
     * A change of items.
     *
     * @param put new ones, and those in place of others of the same id
     * @param removed ids of those to be removed
     */
    record Edit(List<Item> put, List<String> removed) {
        /** Whether it does nothing. */
        public boolean isEmpty() {
            return put.isEmpty() && removed.isEmpty();
        }
    }
}
