package im.godwit.plugins.pubsub.engine;

import java.util.List;
import java.util.OptionalLong;

/** What the change of one node did to another, in the same transaction. */
public sealed interface Consequence {
    /** The other node. */
    NodeAddress address();

    /**
     * It went with the node, or the item, that it was about.
     *
     * @param node as it was
     */
    record Deleted(Node node) implements Consequence {
        @Override
        public NodeAddress address() {
            return node.address();
        }
    }

    /**
     * An item of it is another now; the node may be new.
     *
     * @param item its identifier
     */
    record Renewed(NodeAddress address, String item) implements Consequence {}

    /**
     * Items of it are gone.
     *
     * @param position of the last trace of them
     */
    record Withdrawn(NodeAddress address, List<String> items, OptionalLong position) implements Consequence {}
}
