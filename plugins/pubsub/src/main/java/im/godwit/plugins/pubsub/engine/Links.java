package im.godwit.plugins.pubsub.engine;

import im.godwit.jid.Jid;
import im.godwit.plugins.pubsub.engine.NodeEvent.Associated;
import im.godwit.plugins.pubsub.engine.NodeEvent.Dissociated;
import im.godwit.store.AccountLocks;
import im.godwit.store.StoreException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Which nodes are in which collections (XEP-0248 §4.1). Of the nodes of one service, one is configured or deleted after
 * another, so that the graph stands still while somebody looks at it to change it. The lock for that is taken before
 * the lane of any node, and never within one.
 */
final class Links {
    private final Nodes nodes;
    private final Audience audience;
    private final AccountLocks graphs = new AccountLocks();

    Links(Nodes nodes, Audience audience) {
        this.nodes = nodes;
        this.audience = audience;
    }

    /**
     * Makes a change of one node that may be one of its links too. The nodes at the other ends know of it when this
     * returns (§8.3), and the subscribers of collections that got or lost a child will be told (§5.3.2).
     */
    <T> Outcome<T> changing(NodeAddress address, Supplier<Outcome<T>> change) {
        return graphs.during(address.service(), () -> {
            try {
                return changed(address, change);
            } catch (StoreException unknown) {
                nodes.forgetAll(address.service()); // any of them may be at the other end of a link that is stored
                throw unknown;
            }
        });
    }

    private <T> Outcome<T> changed(NodeAddress address, Supplier<Outcome<T>> change) {
        Optional<Node> before = nodes.find(address);
        Outcome<T> done = change.get();
        Optional<Node> after = nodes.find(address);
        Set<String> far = new HashSet<>();
        for (Setting<List<String>> links : Settings.LINKS) {
            far.addAll(gained(before, after, links));
            far.addAll(gained(after, before, links));
        }
        far.forEach(name -> nodes.forget(new NodeAddress(address.service(), name)));
        return before.isEmpty() ? done : with(done, told(before.get(), after));
    }

    private static List<String> gained(Optional<Node> before, Optional<Node> after, Setting<List<String>> links) {
        return without(
                after.map(node -> node.get(links)).orElse(List.of()),
                before.map(node -> node.get(links)).orElse(List.of()));
    }

    private static List<String> without(List<String> names, List<String> others) {
        List<String> left = new ArrayList<>(names);
        left.removeAll(others);
        return left;
    }

    /** What came into being or went away in a collection has said so itself; this is for what was there and is. */
    private List<Outcome<Boolean>> told(Node before, Optional<Node> after) {
        List<Outcome<Boolean>> all = new ArrayList<>();
        Jid service = before.address().service();
        after.ifPresent(node -> {
            List<String> was = Ancestors.orRoot(before.get(Settings.COLLECTION));
            List<String> is = Ancestors.orRoot(node.get(Settings.COLLECTION));
            without(was, is).forEach(name -> all.add(told(new NodeAddress(service, name), new Dissociated(node))));
            without(is, was).forEach(name -> all.add(told(new NodeAddress(service, name), new Associated(node))));
        });
        NodeAddress collection = before.address();
        NodeAddress root = NodeAddress.root(service);
        found(service, gained(after, Optional.of(before), Settings.CHILDREN)).forEach(child -> {
            all.add(told(collection, new Dissociated(child)));
            if (child.get(Settings.COLLECTION).isEmpty()) {
                all.add(told(root, new Associated(child))); // §8.2
            }
        });
        found(service, gained(Optional.of(before), after, Settings.CHILDREN)).forEach(child -> {
            all.add(told(collection, new Associated(child)));
            if (child.get(Settings.COLLECTION).size() == 1) {
                all.add(told(root, new Dissociated(child)));
            }
        });
        return all;
    }

    private Stream<Node> found(Jid service, Collection<String> names) {
        return names.stream()
                .map(name -> nodes.find(new NodeAddress(service, name)))
                .flatMap(Optional::stream);
    }

    private Outcome<Boolean> told(NodeAddress collection, NodeEvent event) {
        return nodes.at(
                collection,
                now -> new Change<>(
                        now, true, now.map(node -> audience.told(node, event)).orElse(List.of())));
    }

    private static <T> Outcome<T> with(Outcome<T> done, List<Outcome<Boolean>> others) {
        List<Notification> all = Stream.concat(
                        done.notifications().stream(), others.stream().flatMap(other -> other.notifications().stream()))
                .toList();
        return new Outcome<>(done.value(), all, () -> {
            others.forEach(other -> other.delivery().run()); // where it is comes before what it is like there
            done.delivery().run();
        });
    }
}
