package im.godwit.plugins.pubsub.engine;

import im.godwit.jid.Jid;
import im.godwit.plugins.pubsub.engine.NodeEvent.Retracted;
import im.godwit.plugins.pubsub.engine.NodeStore.Held;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** What comes and goes with the presence of subscribers and publishers. */
public final class Attendance {
    private final Parts parts;
    private final SubscriptionChanges changes;
    private final Subscribing subscribing;

    Attendance(Parts parts, SubscriptionChanges changes, Subscribing subscribing) {
        this.parts = parts;
        this.changes = changes;
        this.subscribing = subscribing;
    }

    /**
     * A resource has become available: it gets the last items of the nodes which send them at such moments
     * ({@code on_sub_and_presence}).
     *
     * @param who its full JID
     * @param caughtUp at which nodes it has been told already what it missed
     */
    public List<Outcome<Boolean>> came(Jid service, Jid who, Predicate<NodeAddress> caughtUp) {
        List<Outcome<Boolean>> outcomes = new ArrayList<>();
        for (Held<Subscription> held : parts.store().subscriptions(service, who.bare())) {
            Jid subscriber = held.what().jid();
            if (subscriber.equals(who) || subscriber.isBare()) {
                NodeAddress address = new NodeAddress(service, held.node());
                boolean sends = !caughtUp.test(address)
                        && parts.nodes()
                                .find(address)
                                .filter(node -> node.get(Settings.SEND_LAST) == SendLast.ON_SUBSCRIPTION_AND_PRESENCE)
                                .filter(node -> !Cursors.keeps(node, held.what()))
                                .isPresent();
                if (sends) {
                    outcomes.add(parts.nodes().at(address, node -> lastItem(node, subscriber, who)));
                }
            }
        }
        return outcomes;
    }

    /**
     * A resource that shares presence with the owner of a service wants to hear of nodes from now on: it gets their
     * last items (XEP-0163 §4.3.4), where it may see them.
     *
     * @param who its full JID
     * @param wanted the names of the nodes; there may be no such nodes
     */
    public List<Outcome<Boolean>> followed(Jid service, Jid who, Set<String> wanted) {
        return parts.nodes().names(service).stream()
                .filter(wanted::contains)
                .map(name -> parts.nodes().at(new NodeAddress(service, name), node -> lastItem(node, who)))
                .toList();
    }

    private Change<Boolean> lastItem(Optional<Node> node, Jid who) {
        List<Notification> last = node.filter(n -> n.get(Settings.SEND_LAST) == SendLast.ON_SUBSCRIPTION_AND_PRESENCE
                        && parts.audience().tells(n, who))
                .map(n -> subscribing.lastItem(n, List.of(who)))
                .orElse(List.of());
        return new Change<>(node, !last.isEmpty(), last);
    }

    /** Whether a service has any nodes; known without the store where it was asked lately. */
    public boolean concerns(Jid service) {
        return !parts.nodes().names(service).isEmpty();
    }

    /** In the order of the node's other notifications, so that it cannot overtake a newer item. */
    private Change<Boolean> lastItem(Optional<Node> node, Jid subscriber, Jid to) {
        List<Notification> last =
                node.map(n -> subscribing.lastItem(n, subscriber, List.of(to))).orElse(List.of());
        return new Change<>(node, !last.isEmpty(), last);
    }

    /**
     * A resource is not available any more: temporary subscriptions end (§12.5).
     *
     * @param who its full JID
     * @param wasLast whether no other resource of the account is available, which also ends what the account has and
     *     purges its items where the node says so ({@code purge_offline})
     */
    public List<Outcome<Boolean>> left(Jid service, Jid who, boolean wasLast) {
        List<Outcome<Boolean>> outcomes = new ArrayList<>();
        Predicate<Jid> gone = jid -> jid.equals(who) || wasLast && jid.equals(who.bare());
        parts.store().subscriptions(service, who.bare()).stream()
                .filter(held ->
                        held.what().isTemporary() && gone.test(held.what().jid()))
                .map(Held::node)
                .distinct()
                .forEach(node ->
                        outcomes.add(parts.nodes().at(new NodeAddress(service, node), before -> ended(before, gone))));
        if (wasLast) {
            parts.store()
                    .withItemsOf(service, who.bare(), Settings.PURGE_OFFLINE)
                    .forEach(node -> outcomes.add(
                            parts.nodes().at(new NodeAddress(service, node), before -> purged(before, who.bare()))));
        }
        return outcomes;
    }

    private Change<Boolean> ended(Optional<Node> before, Predicate<Jid> gone) {
        return changes.allEnded(before, subscription -> subscription.isTemporary() && gone.test(subscription.jid()));
    }

    private Change<Boolean> purged(Optional<Node> before, Jid publisher) {
        return before.filter(node -> node.get(Settings.PURGE_OFFLINE))
                .map(node -> purged(node, publisher))
                .orElseGet(() -> new Change<>(before, false, List.of()));
    }

    private Change<Boolean> purged(Node node, Jid publisher) {
        boolean told = node.get(Settings.NOTIFY_RETRACT);
        NodeStore.Removal.Removed removed = parts.store().removeOf(node, publisher, parts.trace(told));
        boolean any = !removed.ids().isEmpty();
        return Change.of(
                        node,
                        any,
                        any && told
                                ? parts.audience().told(node, new Retracted(removed.ids(), removed.position()))
                                : List.<Notification>of())
                .with(removed.consequences());
    }
}
