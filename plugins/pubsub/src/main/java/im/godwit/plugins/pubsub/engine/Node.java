package im.godwit.plugins.pubsub.engine;

import im.godwit.jid.Jid;
import im.godwit.plugins.pubsub.engine.Refusal.Reason;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A node without its items, as it is at one moment. Immutable.
 *
 * @param key the store's own name for it
 * @param address where it is
 * @param creator the bare JID that made it
 * @param created when
 * @param configuration what its owner set
 * @param affiliations by bare JID; who is not in it has none
 * @param subscriptions by subscribed JID; only those that are in force
 */
public record Node(
        long key,
        NodeAddress address,
        Jid creator,
        Instant created,
        Configuration configuration,
        Map<Jid, Affiliation> affiliations,
        Map<Jid, Subscription> subscriptions) {
    public Node {
        affiliations = Map.copyOf(affiliations);
        subscriptions = Map.copyOf(subscriptions);
    }

    <T> T get(Setting<T> setting) {
        return configuration.get(setting);
    }

    /** What somebody is to this node; for any of their resources. */
    public Affiliation affiliation(Jid who) {
        return affiliations.getOrDefault(who.bare(), Affiliation.NONE);
    }

    /** Those of one affiliation, sorted. */
    public List<Jid> affiliated(Affiliation affiliation) {
        return affiliations.entrySet().stream()
                .filter(entry -> entry.getValue() == affiliation)
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }

    /** Whether any address of this account is subscribed. */
    boolean isSubscribed(Jid who) {
        return subscriptions.containsKey(who.bare())
                || subscriptions.containsKey(who)
                || subscriptions.keySet().stream().anyMatch(who::sameBare);
    }

    /** All subscriptions of an account, of whatever resource. */
    List<Subscription> subscriptionsOf(Jid account) {
        return subscriptions.values().stream()
                .filter(s -> s.jid().sameBare(account))
                .toList();
    }

    /**
     * Those who are told of what happens: subscribers who may see it. A subscription outlives a change of the access
     * model, but does not get round it.
     */
    List<Jid> recipients() {
        if (!get(Settings.DELIVER_NOTIFICATIONS)) {
            return List.of();
        }
        return subscriptions.keySet().stream()
                .filter(jid -> get(Settings.ACCESS_MODEL)
                        .toRetrieve(affiliation(jid), true)
                        .isEmpty())
                .sorted()
                .toList();
    }

    /** Requires a privilege without limits. */
    void require(Jid who, Privilege privilege) {
        if (affiliation(who).grant(privilege) != Grant.YES) {
            throw Reason.FORBIDDEN.thrown();
        }
    }

    void requireSubscribing(Jid who) {
        refuse(get(Settings.ACCESS_MODEL).toSubscribe(affiliation(who)));
    }

    void requireRetrieval(Jid who) {
        refuse(get(Settings.ACCESS_MODEL).toRetrieve(affiliation(who), isSubscribed(who)));
    }

    private static void refuse(Optional<Refusal> refusal) {
        refusal.ifPresent(why -> {
            throw why.thrown();
        });
    }

    /** Whether items are kept; otherwise they are only passed on (§4.3). */
    boolean persists() {
        return get(Settings.PERSIST_ITEMS);
    }

    /** How many items are kept. */
    int capacity(Limits limits) {
        return persists() ? get(Settings.MAX_ITEMS).within(limits.itemsPerNode()) : 0;
    }

    Node withConfiguration(Configuration other) {
        return new Node(key, address, creator, created, other, affiliations, subscriptions);
    }

    Node withAffiliations(Map<Jid, Affiliation> changes) {
        Map<Jid, Affiliation> changed = new HashMap<>(affiliations);
        changed.putAll(changes);
        changed.values().removeIf(Affiliation.NONE::equals);
        return new Node(key, address, creator, created, configuration, changed, subscriptions);
    }

    Node withSubscriptions(Collection<Subscription> changes) {
        Map<Jid, Subscription> changed = new HashMap<>(subscriptions);
        for (Subscription change : changes) {
            if (change.state() == SubscriptionState.NONE) {
                changed.remove(change.jid());
            } else {
                changed.put(change.jid(), change);
            }
        }
        return new Node(key, address, creator, created, configuration, affiliations, changed);
    }

    Notification notice(NodeEvent event) {
        return notice(recipients(), event);
    }

    Notification notice(Collection<Jid> recipients, NodeEvent event) {
        return new Notification(address, get(Settings.NOTIFICATION_TYPE), List.copyOf(recipients), event);
    }

    /** A notification if the setting asks for it and somebody is there to get it. */
    List<Notification> noticeIf(Setting<Boolean> setting, NodeEvent event) {
        return get(setting) ? some(notice(event)) : List.of();
    }

    static List<Notification> some(Notification notification) {
        return notification.recipients().isEmpty() ? List.of() : List.of(notification);
    }
}
