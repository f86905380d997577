package im.godwit.plugins.pubsub.engine;

import im.godwit.jid.Jid;
import im.godwit.plugins.pubsub.engine.Refusal.Reason;
import im.godwit.store.StoreException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The nodes in memory and on disk, kept the same: a change runs alone on its node, is stored, and is seen by others
 * when it is durable.
 */
final class Nodes {
    private final NodeStore store;
    private final NodeCache cache;
    private final NodeNames names;
    private final BiConsumer<Nodes, List<Notification>> outlet;
    private final Aftermath aftermath;
    private final Lanes lanes = new Lanes();

    Nodes(NodeStore store, int cached, BiConsumer<Nodes, List<Notification>> outlet, Aftermath aftermath) {
        this.store = store;
        this.cache = new NodeCache(cached);
        this.names = new NodeNames(store, cached);
        this.outlet = outlet;
        this.aftermath = aftermath;
    }

    /**
     * A node as it is now.
     *
     * @throws RefusedException if there is none
     */
    Node require(NodeAddress address) {
        return find(address).orElseThrow(() -> missing(address));
    }

    /** That there is no node, and where it went if that is known (§6.1.3.11). */
    RefusedException missing(NodeAddress address) {
        return store.moved(address)
                .<Refusal>map(Refusal.Moved::new)
                .orElse(Reason.NODE_MISSING)
                .thrown();
    }

    /** A node, if it is there; with what others that it is about, or under, say about it now. */
    Optional<Node> find(NodeAddress address) {
        return ruled(address, kept(address));
    }

    /** The lane of such a node may wait for that of the other, never the other way round. */
    private Optional<Node> ruled(NodeAddress address, Optional<Node> node) {
        Optional<Node> placed = node.map(this::placed);
        return Attached.at(address)
                .map(attached -> placed.flatMap(
                        found -> kept(attached.target()).map(this::placed).map(found::ruledBy)))
                .orElse(placed);
    }

    /** A node with those above it as they are now (XEP-0496). */
    Node placed(Node node) {
        return Relations.placed(node, this::seen);
    }

    /** A node by itself, without its lane: whoever asks may be in another, and lanes must not wait in a circle. */
    private Optional<Node> seen(NodeAddress address) {
        return cache.get(address).or(() -> store.load(address));
    }

    private Optional<Node> kept(NodeAddress address) {
        Optional<Node> known = cache.get(address);
        // read under the lane's lock, so that an older state cannot overtake a newer one on its way into the cache
        return known.isPresent() ? known : loaded(address);
    }

    private Optional<Node> loaded(NodeAddress address) {
        try (Lanes.Visit visit = lanes.enter(address)) {
            return visit.lane().exclusively(() -> load(address));
        }
    }

    /** Forgets a node in memory whose links the store has changed from their other end. */
    void forget(NodeAddress address) {
        try (Lanes.Visit visit = lanes.enter(address)) {
            visit.lane().exclusively(() -> {
                cache.remove(address);
                return address;
            });
        }
    }

    /** Forgets all nodes of a service in memory, those too that are just being read; to be called in no lane. */
    void forgetAll(Jid service) {
        Stream.concat(lanes.busy(), cache.addresses())
                .filter(address -> address.service().equals(service))
                .distinct()
                .forEach(this::forget);
    }

    /** The same for a node that the store has perhaps made. */
    void renew(NodeAddress address) {
        forget(address);
        names.changed(address.service());
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
        return at(address, node -> work.apply(node.orElseThrow(() -> missing(address))));
    }

    /** Changes what is at an address, be it a node or nothing yet. */
    <T> Outcome<T> at(NodeAddress address, Function<Optional<Node>, Change<T>> work) {
        try (Lanes.Visit visit = lanes.enter(address)) {
            Lane lane = visit.lane();
            Change<T> change = lane.exclusively(() -> changed(address, work, lane));
            Outcome<T> done = new Outcome<>(change.value(), change.notifications(), () -> deliver(address));
            return change.consequences().isEmpty() ? done : done.then(followed(change.consequences()));
        }
    }

    /**
     * Makes what the store did besides known in memory, and to those who are to be told; called while no lane is held.
     *
     * @return for each consequence, who is told
     */
    List<Outcome<Boolean>> followed(List<Consequence> consequences) {
        return consequences.stream().map(this::followed).toList();
    }

    private Outcome<Boolean> followed(Consequence consequence) {
        NodeAddress address = consequence.address();
        renew(address);
        if (consequence instanceof Consequence.Deleted deleted) {
            deleted.node()
                    .get(Settings.COLLECTION)
                    .forEach(name -> forget(new NodeAddress(address.service(), name))); // it was one of its children
        }
        return at(address, now -> new Change<>(now, true, aftermath.told(consequence, now)));
    }

    private void deliver(NodeAddress address) {
        try (Lanes.Visit visit = lanes.enter(address)) {
            visit.lane().deliver(together -> outlet.accept(this, together));
        }
    }

    private <T> Change<T> changed(NodeAddress address, Function<Optional<Node>, Change<T>> work, Lane lane) {
        Optional<Node> before = ruled(address, load(address));
        Change<T> change;
        try {
            change = work.apply(before);
        } catch (StoreException unknown) {
            cache.remove(address); // the store alone knows what is there now
            names.changed(address.service());
            throw unknown;
        }
        change.node().map(node -> node.in(Lineage.NONE)).ifPresentOrElse(cache::put, () -> cache.remove(address));
        if (before.isPresent() != change.node().isPresent()) {
            names.changed(address.service());
        }
        change.notifications().forEach(lane::add);
        return change;
    }
}
