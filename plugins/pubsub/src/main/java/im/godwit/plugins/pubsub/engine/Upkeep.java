package im.godwit.plugins.pubsub.engine;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Removes what is over by the clock: items that expired and leases that ended. Nobody sees either from the moment on at
 * which it is over; this frees the room and tells subscribers.
 */
final class Upkeep {
    /** How many nodes one run looks at. */
    private static final int NODES = 1000;

    private final Parts parts;
    private final SubscriptionChanges changes;

    Upkeep(Parts parts, SubscriptionChanges changes) {
        this.parts = parts;
        this.changes = changes;
    }

    List<Outcome<Boolean>> run() {
        Instant now = parts.now();
        List<Outcome<Boolean>> outcomes =
                new ArrayList<>(parts.nodes().followed(parts.store().removeExpired(now)));
        for (NodeAddress address : parts.store().withExpiredLeases(now, NODES)) {
            outcomes.add(parts.nodes().at(address, before -> ended(before, now)));
        }
        return outcomes;
    }

    /** §12.14: those whose lease ended are told. */
    private Change<Boolean> ended(Optional<Node> before, Instant now) {
        List<Subscription> over = before.stream()
                .flatMap(node -> node.subscriptions().all())
                .filter(subscription -> subscription.isOver(now))
                .map(subscription -> subscription.with(SubscriptionState.NONE))
                .toList();
        Change<Boolean> change = changes.allEnded(before, subscription -> subscription.isOver(now));
        List<Notification> told = new ArrayList<>(change.notifications());
        change.node()
                .ifPresent(node -> over.forEach(subscription -> told.addAll(changes.toSubscriber(node, subscription))));
        return new Change<>(change.node(), change.value(), told, change.consequences());
    }
}
