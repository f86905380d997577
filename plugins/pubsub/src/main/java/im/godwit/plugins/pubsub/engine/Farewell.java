package im.godwit.plugins.pubsub.engine;

import im.godwit.jid.Jid;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** Forgets accounts that are gone. */
final class Farewell {
    private final Parts parts;
    private final Dependents dependents;

    Farewell(Parts parts) {
        this.parts = parts;
        this.dependents = new Dependents(parts);
    }

    List<Outcome<Boolean>> of(Jid service, Jid account) {
        SortedSet<String> names = new TreeSet<>();
        parts.store().subscriptions(service, account).forEach(held -> names.add(held.node()));
        parts.store().affiliations(service, account).forEach(held -> names.add(held.node()));
        List<Outcome<Boolean>> outcomes = new ArrayList<>();
        for (String name : names) {
            NodeAddress address = new NodeAddress(service, name);
            outcomes.add(parts.links().changing(address, () -> forgotten(address, account)));
        }
        return outcomes;
    }

    private Outcome<Boolean> forgotten(NodeAddress address, Jid account) {
        List<Outcome<Boolean>> gone = parts.nodes()
                .find(address)
                .filter(node -> isAbandoned(without(node, account)))
                .map(_ -> dependents.deleted(address))
                .orElse(List.of());
        return parts.nodes()
                .at(
                        address,
                        before -> before.map(node -> left(node, account))
                                .orElseGet(() -> new Change<>(Optional.empty(), false, List.of())))
                .then(gone);
    }

    List<Outcome<Boolean>> ofService(Jid service) {
        return parts.store().names(service).stream()
                .map(name -> new NodeAddress(service, name))
                .map(address -> parts.links().changing(address, () -> {
                    List<Outcome<Boolean>> gone = dependents.deleted(address);
                    return dependents.ended(address).then(gone);
                }))
                .toList();
    }

    /** The node without the account; no node at all where nobody is left who could ever manage it. */
    private Change<Boolean> left(Node node, Jid account) {
        Node after = without(node, account);
        if (isAbandoned(after)) {
            return dependents.deleted(node, after);
        }
        List<Consequence> consequences =
                parts.store().change(node, Map.of(account, Affiliation.NONE), ended(node, account), parts.trace());
        return Change.of(after, true, List.<Notification>of()).with(consequences);
    }

    private static Node without(Node node, Jid account) {
        return node.withAffiliations(Map.of(account, Affiliation.NONE)).withSubscriptions(ended(node, account));
    }

    private static List<Subscription> ended(Node node, Jid account) {
        return node.subscriptions().ofAccount(account).stream()
                .map(subscription -> subscription.with(SubscriptionState.NONE))
                .toList();
    }

    private static boolean isAbandoned(Node node) {
        return node.affiliated(Affiliation.OWNER).isEmpty();
    }
}
