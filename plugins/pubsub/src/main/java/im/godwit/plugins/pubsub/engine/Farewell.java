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

    Farewell(Parts parts) {
        this.parts = parts;
    }

    List<Outcome<Boolean>> of(Jid service, Jid account) {
        SortedSet<String> names = new TreeSet<>();
        parts.store().subscriptions(service, account).forEach(held -> names.add(held.node()));
        parts.store().affiliations(service, account).forEach(held -> names.add(held.node()));
        List<Outcome<Boolean>> outcomes = new ArrayList<>();
        for (String name : names) {
            NodeAddress address = new NodeAddress(service, name);
            outcomes.add(parts.links()
                    .changing(
                            address,
                            () -> parts.nodes()
                                    .at(
                                            address,
                                            node -> node.map(n -> without(n, account))
                                                    .orElseGet(
                                                            () -> new Change<>(Optional.empty(), false, List.of())))));
        }
        return outcomes;
    }

    List<Outcome<Boolean>> ofService(Jid service) {
        return parts.store().names(service).stream()
                .map(name -> new NodeAddress(service, name))
                .map(address ->
                        parts.links().changing(address, () -> parts.nodes().at(address, this::ended)))
                .toList();
    }

    private Change<Boolean> ended(Optional<Node> before) {
        return before.map(this::deleted).orElseGet(() -> new Change<>(Optional.empty(), false, List.of()));
    }

    private Change<Boolean> deleted(Node node) {
        List<Consequence> consequences = parts.store().delete(node, Optional.empty(), 0);
        return new Change<>(Optional.empty(), true, parts.audience().farewell(node, Optional.empty()), consequences);
    }

    /** The node without the account; no node at all where nobody is left who could ever manage it. */
    private Change<Boolean> without(Node node, Jid account) {
        List<Subscription> ended = node.subscriptions().ofAccount(account).stream()
                .map(subscription -> subscription.with(SubscriptionState.NONE))
                .toList();
        Node after = node.withAffiliations(Map.of(account, Affiliation.NONE)).withSubscriptions(ended);
        if (after.affiliated(Affiliation.OWNER).isEmpty()) {
            List<Consequence> consequences = parts.store().delete(node, Optional.empty(), 0);
            return new Change<>(
                    Optional.empty(), true, parts.audience().farewell(after, Optional.empty()), consequences);
        }
        parts.store().change(node, Map.of(account, Affiliation.NONE), ended);
        return Change.of(after, true, List.of());
    }
}
