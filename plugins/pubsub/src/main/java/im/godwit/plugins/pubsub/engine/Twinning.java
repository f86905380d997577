package im.godwit.plugins.pubsub.engine;

import im.godwit.jid.Jid;
import im.godwit.plugins.pubsub.engine.NodeEvent.Published;
import im.godwit.plugins.pubsub.engine.NodeEvent.Retracted;
import im.godwit.store.AccountLocks;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Tells subscribers of a node what its twin's change did to it. Of one service, one such change comes after another, so
 * that both nodes tell of them in one order. The lock for that is taken before any other.
 */
public final class Twinning {
    private final Nodes nodes;
    private final NodeStore store;
    private final Audience audience;
    private final AccountLocks locks = new AccountLocks();

    Twinning(Nodes nodes, NodeStore store, Audience audience) {
        this.nodes = nodes;
        this.store = store;
        this.audience = audience;
    }

    /**
     * Makes a change of a node that may have a twin.
     *
     * @param publisher whom to name where items are published
     */
    <T> Outcome<T> changing(NodeAddress address, Optional<Jid> publisher, Supplier<Outcome<T>> change) {
        Optional<NodeAddress> twin = store.twins().of(address);
        return twin.isEmpty()
                ? change.get()
                : locks.during(address.service(), () -> {
                    Outcome<Boolean> caughtUp = caughtUp(address, twin.get());
                    Outcome<T> done = told(twin.get(), publisher, change);
                    return done.then(List.of(caughtUp));
                });
    }

    /**
     * Fills the emptier of two twins, where only one of them has anything, as after an update of the server.
     *
     * @return whether there was something to do
     */
    public Outcome<Boolean> catchUp(NodeAddress address) {
        NodeAddress twin = store.twins().of(address).orElseThrow();
        return locks.during(address.service(), () -> caughtUp(address, twin));
    }

    private Outcome<Boolean> caughtUp(NodeAddress one, NodeAddress other) {
        Set<String> names = nodes.names(one.service());
        boolean either = names.contains(one.node()) || names.contains(other.node());
        boolean first = either && hasItems(one);
        boolean second = either && hasItems(other);
        if (first == second) {
            return new Outcome<>(false, List.of(), () -> {});
        }
        NodeAddress full = first ? one : other;
        return told(first ? other : one, Optional.empty(), () -> {
            nodes.find(full).ifPresent(store::follow);
            return new Outcome<>(true, List.of(), () -> {});
        });
    }

    private <T> Outcome<T> told(NodeAddress twin, Optional<Jid> publisher, Supplier<Outcome<T>> change) {
        List<Item> before = items(twin);
        Outcome<T> done = change.get();
        nodes.renew(twin);
        Outcome<Boolean> told = nodes.at(
                twin,
                node -> new Change<>(
                        node, true, node.map(n -> news(n, before, publisher)).orElse(List.of())));
        return done.then(List.of(told));
    }

    private boolean hasItems(NodeAddress address) {
        return nodes.find(address)
                .filter(node -> store.count(node, Instant.EPOCH) > 0)
                .isPresent();
    }

    private List<Item> items(NodeAddress address) {
        return nodes.find(address).map(this::items).orElse(List.of());
    }

    private List<Item> items(Node node) {
        return store.newest(node, Integer.MAX_VALUE, Integer.MAX_VALUE, Instant.EPOCH);
    }

    private List<Notification> news(Node node, List<Item> before, Optional<Jid> publisher) {
        List<Item> now = items(node);
        Set<String> ids = now.stream().map(Item::id).collect(Collectors.toSet());
        List<String> gone =
                before.stream().map(Item::id).filter(id -> !ids.contains(id)).toList();
        List<Notification> all = new ArrayList<>();
        if (!gone.isEmpty()) {
            all.addAll(audience.told(node, new Retracted(gone, OptionalLong.empty())));
        }
        now.stream()
                .filter(item -> !before.contains(item))
                .map(item -> new Published(List.of(item.toldBy(node)), publisher, OptionalLong.empty()))
                .forEach(published -> all.addAll(audience.toldAtOnce(node, published)));
        return all;
    }
}
