package im.godwit.plugins.pubsub.engine;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.Stream;

/**
 * A {@link Lane} for each node that somebody changes right now or whose subscribers are still to be told; the others
 * have none. No node waits for another.
 */
final class Lanes {
    private record Busy(Lane lane, int visitors) {}

    private final ConcurrentMap<NodeAddress, Busy> busy = new ConcurrentHashMap<>();

    /** Enters a node's lane, which stays the node's at least until the visit is closed. */
    Visit enter(NodeAddress node) {
        Busy entered = busy.compute(
                node,
                (address, now) -> now == null ? new Busy(new Lane(), 1) : new Busy(now.lane(), now.visitors() + 1));
        return new Visit(node, entered.lane());
    }

    /** The nodes that have one. */
    Stream<NodeAddress> busy() {
        return busy.keySet().stream();
    }

    /** How many nodes have one. */
    int size() {
        return busy.size();
    }

    /** Somebody's use of a lane. */
    final class Visit implements AutoCloseable {
        private final NodeAddress node;
        private final Lane lane;

        private Visit(NodeAddress node, Lane lane) {
            this.node = node;
            this.lane = lane;
        }

        Lane lane() {
            return lane;
        }

        @Override
        public void close() {
            busy.computeIfPresent(node, (address, now) -> {
                int left = now.visitors() - 1;
                return left == 0 && lane.isEmpty() ? null : new Busy(lane, left);
            });
        }
    }
}
