package im.godwit.plugins.pubsub.engine;

import im.godwit.jid.Jid;
import im.godwit.plugins.pubsub.engine.Refusal.Reason;
import im.godwit.store.StoreException;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The nodes in memory and on disk, kept the same: a change runs alone on its node, is stored, and is seen by others
 * when it is durable.
 */
final class Nodes {
    private static final int LANES = 512;

    private final NodeStore store;
    private final NodeCache cache;
    private final NodeNames names;
    private final Consumer<Notification> outlet;
    private final Lane[] lanes = new Lane[LANES];

    Nodes(NodeStore store, int cached, Consumer<Notification> outlet) {
        this.store = store;
        this.cache = new NodeCache(cached);
        this.names = new NodeNames(store, cached);
        this.outlet = outlet;
        for (int i = 0; i < LANES; i++) {
            lanes[i] = new Lane();
        }
    }

    /**
     * A node as it is now.
     *
     * @throws RefusedException if there is none
     */
    Node require(NodeAddress address) {
        return find(address).orElseThrow(Reason.NODE_MISSING::thrown);
    }

    Optional<Node> find(NodeAddress address) {
        Optional<Node> known = cache.get(address);
        // read under the lane's lock, so that an older state cannot overtake a newer one on its way into the cache
        return known.isPresent() ? known : lane(address).exclusively(() -> load(address));
    }

    /** The names of a service's nodes, from memory where it was asked about lately. */
    Set<String> names(Jid service) {
        return names.of(service);
    }

    private Optional<Node> load(NodeAddress address) {
        Optional<Node> node = cache.get(address).or(() -> store.load(address));
        node.ifPresent(cache::put);
        return node;
    }

    /**
     * Changes a node.
     *
     * @param work checks, stores and says what is now; it may refuse by throwing, before it stored anything
     * @throws RefusedException if there is no such node
     */
    <T> Outcome<T> change(NodeAddress address, Function<Node, Change<T>> work) {
        return at(address, node -> work.apply(node.orElseThrow(Reason.NODE_MISSING::thrown)));
    }

    /** Changes what is at an address, be it a node or nothing yet. */
    <T> Outcome<T> at(NodeAddress address, Function<Optional<Node>, Change<T>> work) {
        Lane lane = lane(address);
        Change<T> change = lane.exclusively(() -> changed(address, work, lane));
        return new Outcome<>(change.value(), change.notifications(), () -> lane.deliver(outlet));
    }

    private <T> Change<T> changed(NodeAddress address, Function<Optional<Node>, Change<T>> work, Lane lane) {
        Optional<Node> before = load(address);
        Change<T> change;
        try {
            change = work.apply(before);
        } catch (StoreException unknown) {
            cache.remove(address); // the store alone knows what is there now
            names.changed(address.service());
            throw unknown;
        }
        change.node().ifPresentOrElse(cache::put, () -> cache.remove(address));
        if (before.isPresent() != change.node().isPresent()) {
            names.changed(address.service());
        }
        change.notifications().forEach(lane::add);
        return change;
    }

    private Lane lane(NodeAddress address) {
        return lanes[Math.floorMod(address.hashCode(), LANES)];
    }
}
