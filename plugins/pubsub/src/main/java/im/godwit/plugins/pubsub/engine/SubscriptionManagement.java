package im.godwit.plugins.pubsub.engine;

import im.godwit.jid.Jid;
import im.godwit.plugins.pubsub.engine.NodeEvent.ApprovalWanted;
import im.godwit.plugins.pubsub.engine.Refusal.Reason;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SequencedCollection;

/** Subscriptions, by owners (XEP-0060 §8.6, §8.8). */
public final class SubscriptionManagement {
    /** How many questions, or nodes to ask about, one answer to an owner brings. */
    private static final int PENDING = 200;

    private final Parts parts;
    private final SubscriptionChanges changes;
    private final Subscribing subscribing;

    SubscriptionManagement(Parts parts, SubscriptionChanges changes, Subscribing subscribing) {
        this.parts = parts;
        this.changes = changes;
        this.subscribing = subscribing;
    }

    /** All approved subscriptions (§8.8.1), sorted. */
    public List<Subscription> list(Jid requester, NodeAddress address) {
        Node node = parts.nodes().require(address);
        requireOwner(node, requester);
        return node.subscriptions()
                .all()
                .filter(subscription -> subscription.isInForce(parts.now()))
                .sorted(Comparator.comparing(Subscription::jid).thenComparing(Subscription::subid))
                .toList();
    }

    private static void requireOwner(Node node, Jid requester) {
        if (node.affiliation(requester) != Affiliation.OWNER) {
            throw Reason.FORBIDDEN.thrown(); // §8.8.1.3, §8.8.2.3
        }
    }

    /**
     * Which subscription an owner wants to be in which state.
     *
     * @param subid which of those that the JID has; none where it has one, or all of them are to end
     * @param state none where the owner asked for one that there is not
     */
    public record Wanted(Jid jid, Optional<String> subid, Optional<SubscriptionState> state) {}

    /**
     * Changes subscriptions in one step (§8.8.2). Those who are concerned are told (§8.8.4).
     *
     * @return the subscriptions that were not changed, as they are; the others were
     */
    public Outcome<List<Subscription>> manage(Jid requester, NodeAddress address, SequencedCollection<Wanted> wanted) {
        return parts.nodes().change(address, before -> {
            requireOwner(before, requester);
            Subscriptions now = before.subscriptions();
            List<Subscription> done = new ArrayList<>();
            List<Subscription> unchanged = new ArrayList<>();
            for (Wanted entry : wanted) {
                List<Subscription> next = changed(before, entry);
                Subscriptions then = now.with(next);
                if (!next.isEmpty() && changes.hasRoom(before, then)) {
                    done.addAll(next);
                    now = then;
                } else {
                    unchanged.add(present(before, entry).stream().findFirst().orElse(Subscription.none(entry.jid())));
                }
            }
            done.removeIf(change -> isThere(before, change));
            SubscriptionChanges.Stored stored = changes.stored(before, done);
            List<Notification> notifications = new ArrayList<>();
            done.forEach(change -> notifications.addAll(changes.toSubscriber(stored.node(), change)));
            return Change.of(stored.node(), unchanged, notifications).with(stored.consequences());
        });
    }

    /** Whether somebody owns a node, and so decides who may subscribe to it. */
    public boolean ownsNodes(Jid requester, Jid service) {
        return parts.store().affiliations(service, requester.bare()).stream()
                .anyMatch(held -> held.what() == Affiliation.OWNER);
    }

    /** The nodes of an owner that somebody waits to be subscribed to (§8.7.2), by name; not all if there are many. */
    public List<String> withPending(Jid requester, Jid service) {
        return parts.store().withPending(service, requester.bare(), PENDING);
    }

    /**
     * Asks an owner about those who wait to be subscribed (§8.7.4): all of them, but of many only as many as a client
     * can be told at once. The others' turn comes when these are decided.
     *
     * @return whether somebody waits
     */
    public Outcome<Boolean> askAgain(Jid requester, NodeAddress address) {
        return parts.nodes().change(address, node -> {
            requireOwner(node, requester);
            List<Notification> questions = node.subscriptions()
                    .all()
                    .filter(subscription -> subscription.state() == SubscriptionState.PENDING)
                    .filter(subscription -> !subscription.isOver(parts.now()))
                    .sorted(Comparator.comparing(Subscription::jid).thenComparing(Subscription::subid))
                    .limit(PENDING)
                    .flatMap(subscription ->
                            Notification.to(List.of(requester), node, new ApprovalWanted(subscription)).stream())
                    .toList();
            return Change.of(node, !questions.isEmpty(), questions);
        });
    }

    private List<Subscription> present(Node node, Wanted wanted) {
        return node.subscriptions().of(wanted.jid()).stream()
                .filter(s -> wanted.subid().map(s.subid()::equals).orElse(true))
                .filter(s -> !s.isOver(parts.now()))
                .toList();
    }

    /** The subscriptions as the owner wants them; nothing if that may not be. */
    private List<Subscription> changed(Node node, Wanted wanted) {
        List<Subscription> present = present(node, wanted);
        if (wanted.state().isEmpty() || wanted.subid().isPresent() && present.isEmpty()) {
            return List.of();
        }
        return switch (wanted.state().get()) {
            case NONE ->
                present.isEmpty()
                        ? List.of(Subscription.none(wanted.jid()))
                        : present.stream()
                                .map(s -> s.with(SubscriptionState.NONE))
                                .toList();
            case SUBSCRIBED ->
                present.isEmpty()
                        ? begun(node, wanted.jid())
                        : present.stream()
                                .map(s -> s.with(SubscriptionState.SUBSCRIBED))
                                .toList();
            case PENDING ->
                present.stream()
                        .filter(s -> s.state() == SubscriptionState.PENDING)
                        .toList();
        };
    }

    private List<Subscription> begun(Node node, Jid jid) {
        return parts.access().toSubscribe(node, jid).isPresent()
                ? List.of()
                : List.of(Subscription.of(jid, parts.ids().get(), SubscriptionState.SUBSCRIBED));
    }

    private static boolean isThere(Node node, Subscription wanted) {
        Optional<Subscription> present = node.subscriptions().find(wanted.jid(), wanted.subid());
        return present.map(wanted::equals).orElse(wanted.state() == SubscriptionState.NONE);
    }

    /** What an owner says to a request. */
    public enum Decision {
        APPROVE,
        DENY
    }

    /**
     * Approves or denies a request to subscribe (§8.6); the first owner who answers decides. The subscriber is told.
     *
     * @param subid which of the JID's requests; none for any
     * @return whether there was such a request
     */
    public Outcome<Boolean> decide(
            Jid requester, NodeAddress address, Jid subscriber, Optional<String> subid, Decision decision) {
        return parts.nodes().change(address, before -> {
            requireOwner(before, requester);
            List<Subscription> decided = before.subscriptions().of(subscriber).stream()
                    .filter(s -> s.state() == SubscriptionState.PENDING)
                    .filter(s -> subid.map(s.subid()::equals).orElse(true))
                    .map(s -> s.with(
                            switch (decision) {
                                case APPROVE -> SubscriptionState.SUBSCRIBED;
                                case DENY -> SubscriptionState.NONE;
                            }))
                    .toList();
            SubscriptionChanges.Stored stored = changes.stored(before, decided);
            Node after = stored.node();
            List<Notification> notifications = new ArrayList<>();
            for (Subscription subscription : decided) {
                notifications.addAll(changes.toSubscriber(after, subscription));
                notifications.addAll(changes.toOwners(after, subscription));
                if (decision == Decision.APPROVE) {
                    notifications.addAll(subscribing.lastItem(
                            after, subscriber, parts.audience().addresses(after, subscriber))); // §12.10
                }
            }
            return Change.of(after, !decided.isEmpty(), notifications).with(stored.consequences());
        });
    }
}
