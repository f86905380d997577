package im.godwit.plugins.pubsub.engine;

import im.godwit.jid.Jid;
import im.godwit.plugins.pubsub.engine.NodeEvent.LastPublished;
import im.godwit.plugins.pubsub.engine.NodeEvent.SubscriptionChanged;
import im.godwit.plugins.pubsub.engine.Refusal.Reason;
import im.godwit.plugins.pubsub.engine.Refusal.Unsupported;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Subscriptions, by subscribers (XEP-0060 §6.1, §6.2) and by owners (§8.8). */
public final class Subscribing {
    private final Parts parts;

    Subscribing(Parts parts) {
        this.parts = parts;
    }

    /** Subscribes an address of the requester (§6.1). Who is subscribed already stays so (§6.1.6). */
    public Outcome<Subscription> subscribe(Jid requester, NodeAddress address, Jid subscriber) {
        if (!subscriber.sameBare(requester)) {
            throw Reason.JIDS_DO_NOT_MATCH.thrown(); // §6.1.3.1
        }
        return parts.nodes().change(address, node -> {
            if (!node.get(Settings.SUBSCRIBE)) {
                throw new Unsupported(Feature.SUBSCRIBE).thrown(); // §6.1.3.10
            }
            node.requireSubscribing(requester);
            Optional<Subscription> present =
                    Optional.ofNullable(node.subscriptions().get(subscriber));
            return present.map(same -> Change.of(node, same, List.<Notification>of()))
                    .orElseGet(() -> subscribed(node, Subscription.subscribed(subscriber)));
        });
    }

    private Change<Subscription> subscribed(Node before, Subscription subscription) {
        requireRoom(before);
        Node after = stored(before, List.of(subscription));
        List<Notification> notifications = new ArrayList<>(toOwners(after, subscription));
        notifications.addAll(lastItem(after, subscription.jid()));
        return Change.of(after, subscription, notifications);
    }

    private void requireRoom(Node node) {
        if (node.subscriptions().size() >= parts.policy().limits().subscriptionsPerNode()) {
            throw Reason.TOO_MANY_SUBSCRIPTIONS.thrown(); // §6.1.3.9
        }
    }

    private Node stored(Node node, List<Subscription> changes) {
        parts.store().change(node, Map.of(), changes);
        return node.withSubscriptions(changes);
    }

    /** {@code notify_sub}. */
    private static List<Notification> toOwners(Node node, Subscription changed) {
        if (!node.get(Settings.NOTIFY_SUB)) {
            return List.of();
        }
        return Node.some(node.notice(node.affiliated(Affiliation.OWNER), new SubscriptionChanged(changed)));
    }

    /** §6.1.7. */
    private List<Notification> lastItem(Node node, Jid subscriber) {
        if (node.get(Settings.SEND_LAST) == SendLast.NEVER || !node.recipients().contains(subscriber)) {
            return List.of();
        }
        List<Item> last = parts.store().newest(node, 1, parts.policy().limits().answerBytes());
        boolean payloads = node.get(Settings.DELIVER_PAYLOADS);
        return last.stream()
                .map(item -> item.shownBy(node.configuration()))
                .map(item -> payloads ? item : item.withoutPayload())
                .map(item -> node.notice(List.of(subscriber), new LastPublished(item)))
                .toList();
    }

    /** Ends a subscription of the requester (§6.2). */
    public Outcome<Subscription> unsubscribe(Jid requester, NodeAddress address, Jid subscriber) {
        return parts.nodes().change(address, node -> {
            if (!subscriber.sameBare(requester)) {
                throw Reason.FORBIDDEN.thrown(); // §6.2.3.3
            }
            if (!node.subscriptions().containsKey(subscriber)) {
                throw Reason.NO_SUCH_SUBSCRIBER.thrown(); // §6.2.3.2
            }
            return ended(node, subscriber);
        });
    }

    private Change<Subscription> ended(Node node, Jid subscriber) {
        Subscription ended = Subscription.none(subscriber);
        Node after = stored(node, List.of(ended));
        return Change.of(after, ended, toOwners(after, ended));
    }

    /** Ends a subscription whose address turned out to be dead (§12.4); nothing to do where there is none. */
    public Outcome<Subscription> drop(NodeAddress address, Jid subscriber) {
        return parts.nodes()
                .at(
                        address,
                        before -> before.filter(node -> node.subscriptions().containsKey(subscriber))
                                .map(node -> ended(node, subscriber))
                                .orElseGet(() -> new Change<>(before, Subscription.none(subscriber), List.of())));
    }

    /** All subscriptions, for an owner (§8.8.1). */
    public List<Subscription> list(Jid requester, NodeAddress address) {
        Node node = parts.nodes().require(address);
        requireOwner(node, requester);
        return node.subscriptions().values().stream()
                .sorted((one, other) -> one.jid().compareTo(other.jid()))
                .toList();
    }

    private static void requireOwner(Node node, Jid requester) {
        if (node.affiliation(requester) != Affiliation.OWNER) {
            throw Reason.FORBIDDEN.thrown(); // §8.8.1.3, §8.8.2.3
        }
    }

    /**
     * Changes subscriptions for an owner (§8.8.2). Those who are concerned are told (§8.8.4).
     *
     * @param wanted the new states; none where the owner asked for one that there is not
     * @return the subscriptions that were not changed, as they are; the others were
     */
    public Outcome<List<Subscription>> manage(
            Jid requester, NodeAddress address, Map<Jid, Optional<SubscriptionState>> wanted) {
        return parts.nodes().change(address, before -> {
            requireOwner(before, requester);
            List<Subscription> changes = new ArrayList<>();
            List<Subscription> unchanged = new ArrayList<>();
            wanted.forEach((jid, state) -> {
                Optional<Subscription> change =
                        state.map(s -> new Subscription(jid, s)).filter(s -> isPossible(before, s, changes.size()));
                change.ifPresentOrElse(changes::add, () -> unchanged.add(current(before, jid)));
            });
            changes.removeIf(change -> change.equals(current(before, change.jid())));
            Node after = changes.isEmpty() ? before : stored(before, changes);
            List<Notification> notifications = changes.stream()
                    .map(change -> after.notice(List.of(change.jid()), new SubscriptionChanged(change)))
                    .toList();
            return Change.of(after, unchanged, notifications);
        });
    }

    private boolean isPossible(Node node, Subscription wanted, int others) {
        return switch (wanted.state()) {
            case NONE -> true;
            case SUBSCRIBED ->
                node.subscriptions().containsKey(wanted.jid())
                        || node.get(Settings.ACCESS_MODEL)
                                        .toSubscribe(node.affiliation(wanted.jid()))
                                        .isEmpty()
                                && node.subscriptions().size() + others
                                        < parts.policy().limits().subscriptionsPerNode();
        };
    }

    private static Subscription current(Node node, Jid jid) {
        return node.subscriptions().getOrDefault(jid, Subscription.none(jid));
    }
}
