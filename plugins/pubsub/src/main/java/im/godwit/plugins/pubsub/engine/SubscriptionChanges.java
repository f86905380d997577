package im.godwit.plugins.pubsub.engine;

import im.godwit.jid.Jid;
import im.godwit.plugins.pubsub.engine.NodeEvent.SubscriptionChanged;
import im.godwit.plugins.pubsub.engine.Policy.Ability;
import im.godwit.plugins.pubsub.engine.Refusal.Reason;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** What all who begin, change and end subscriptions share. */
final class SubscriptionChanges {
    private final Parts parts;

    SubscriptionChanges(Parts parts) {
        this.parts = parts;
    }

    /**
     * The subscription that is meant.
     *
     * @param missing the reason if there is none
     */
    Subscription require(Node node, Jid subscriber, Optional<String> subid, Reason missing) {
        List<Subscription> theirs = node.subscriptions().of(subscriber).stream()
                .filter(subscription -> !subscription.isOver(parts.now()))
                .toList();
        if (theirs.isEmpty()) {
            throw missing.thrown();
        }
        if (!parts.policy().can(Ability.MULTI_SUBSCRIBE)) {
            return theirs.getFirst(); // §6.2.3.5: identifiers that nobody was told do not matter
        }
        if (subid.isEmpty() && theirs.size() > 1) {
            throw Reason.SUBID_REQUIRED.thrown();
        }
        return theirs.stream()
                .filter(subscription -> subid.map(subscription.subid()::equals).orElse(true))
                .findFirst()
                .orElseThrow(Reason.INVALID_SUBID::thrown);
    }

    /** Requires the node to have room for what is new among these. */
    void requireRoom(Node node, Collection<Subscription> wanted) {
        if (!hasRoom(node, node.subscriptions().with(wanted))) {
            throw Reason.TOO_MANY_SUBSCRIPTIONS.thrown(); // §6.1.3.9
        }
    }

    /** Whether a node may have these subscriptions in place of those that it has. */
    boolean hasRoom(Node node, Subscriptions wanted) {
        int before = node.subscriptions().size();
        return wanted.size() <= Math.max(before, parts.policy().limits().subscriptionsPerNode());
    }

    /**
     * Changes that are stored.
     *
     * @param node with them
     * @param consequences for others
     */
    record Stored(Node node, List<Consequence> consequences) {}

    Stored stored(Node node, Collection<Subscription> changes) {
        return changes.isEmpty()
                ? new Stored(node, List.of())
                : new Stored(
                        node.withSubscriptions(changes), parts.store().change(node, Map.of(), changes, parts.trace()));
    }

    /** {@code notify_sub}; a request is told as such. */
    List<Notification> toOwners(Node node, Subscription changed) {
        return node.get(Settings.NOTIFY_SUB)
                ? Notification.to(node.affiliated(Affiliation.OWNER), node, new SubscriptionChanged(changed))
                : List.of();
    }

    /** §12.14. */
    List<Notification> toSubscriber(Node node, Subscription changed) {
        return Notification.to(List.of(changed.jid()), node, new SubscriptionChanged(changed));
    }

    /** A node without a subscription. */
    Change<Subscription> ended(Node node, Subscription subscription) {
        Subscription ended = subscription.with(SubscriptionState.NONE);
        Stored stored = stored(node, List.of(ended));
        return Change.of(stored.node(), ended, toOwners(stored.node(), ended)).with(stored.consequences());
    }

    /** What is at an address, without some subscriptions. */
    Change<Boolean> allEnded(Optional<Node> before, Predicate<Subscription> which) {
        return before.map(node -> {
                    List<Subscription> ended = node.subscriptions()
                            .all()
                            .filter(which)
                            .map(subscription -> subscription.with(SubscriptionState.NONE))
                            .toList();
                    Stored stored = stored(node, ended);
                    List<Notification> notifications = new ArrayList<>();
                    ended.forEach(subscription -> notifications.addAll(toOwners(stored.node(), subscription)));
                    return Change.of(stored.node(), !ended.isEmpty(), notifications)
                            .with(stored.consequences());
                })
                .orElseGet(() -> new Change<>(Optional.empty(), false, List.of()));
    }
}
