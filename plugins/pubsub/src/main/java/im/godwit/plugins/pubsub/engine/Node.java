package im.godwit.plugins.pubsub.engine;

import im.godwit.jid.Jid;
import im.godwit.plugins.pubsub.engine.Refusal.Reason;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A node without its items, as it is at one moment. Immutable.
 *
 * @param key the store's own name for it
 * @param address where it is
 * @param creator the bare JID that made it
 * @param created when
 * @param configuration what its owner set
 * @param affiliations by bare JID; who is not in it has none
 * @param subscriptions those that are in force or pending, and those whose lease is over until they are removed
 * @param inherited those to the node that this one is about, where it is about another: who may see that may see this
 * @param lineage the nodes above it
 */
public record Node(
        long key,
        NodeAddress address,
        Jid creator,
        Instant created,
        Configuration configuration,
        Map<Jid, Affiliation> affiliations,
        Subscriptions subscriptions,
        Subscriptions inherited,
        Lineage lineage) {
    public Node {
        affiliations = Map.copyOf(affiliations);
    }

    /** A node that is about no other, and under none. */
    public Node(
            long key,
            NodeAddress address,
            Jid creator,
            Instant created,
            Configuration configuration,
            Map<Jid, Affiliation> affiliations,
            Subscriptions subscriptions) {
        this(
                key,
                address,
                creator,
                created,
                configuration,
                affiliations,
                subscriptions,
                Subscriptions.NONE,
                Lineage.NONE);
    }

    /**
     * The node with the rights of another: its models and affiliations, and as if its subscribers were subscribed, and
     * those above it above this one.
     */
    public Node ruledBy(Node other) {
        Configuration ruled = configuration.withAll(Settings.RIGHTS, other.configuration);
        return new Node(
                key,
                address,
                creator,
                created,
                ruled,
                other.affiliations,
                subscriptions,
                other.subscriptions,
                lineage.with(other.lineage));
    }

    /** The node under others. */
    Node in(Lineage other) {
        return lineage == other
                ? this
                : new Node(
                        key, address, creator, created, configuration, affiliations, subscriptions, inherited, other);
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

    /** Whether a subscription of any address of this account is in force. */
    boolean isSubscribed(Jid who, Instant now) {
        return subscriptions.ofAccount(who).stream().anyMatch(s -> s.isInForce(now)) || inherits(who, now);
    }

    /** Whether a subscription to the node that this one is about is in force, so that no owner need be asked. */
    boolean inherits(Jid who, Instant now) {
        return inherited.ofAccount(who).stream().anyMatch(s -> s.isInForce(now));
    }

    /** Requires a privilege without limits. */
    void require(Jid who, Privilege privilege) {
        if (affiliation(who).grant(privilege) != Grant.YES) {
            throw Reason.FORBIDDEN.thrown();
        }
    }

    /** Whether it contains other nodes, and no items (XEP-0248 §4.1). */
    public boolean isCollection() {
        return get(Settings.NODE_TYPE) == NodeType.COLLECTION;
    }

    /** Whether items are kept; otherwise they are only passed on (§4.3). */
    public boolean persists() {
        return !isCollection() && get(Settings.PERSIST_ITEMS);
    }

    /** How many items are kept. */
    int capacity(Limits limits) {
        return persists() ? get(Settings.MAX_ITEMS).within(limits.itemsPerNode()) : 0;
    }

    Node withConfiguration(Configuration other) {
        return new Node(key, address, creator, created, other, affiliations, subscriptions, inherited, lineage);
    }

    Node withAffiliations(Map<Jid, Affiliation> changes) {
        Map<Jid, Affiliation> changed = new HashMap<>(affiliations);
        changed.putAll(changes);
        changed.values().removeIf(Affiliation.NONE::equals);
        return new Node(key, address, creator, created, configuration, changed, subscriptions, inherited, lineage);
    }

    Node withSubscriptions(Collection<Subscription> changes) {
        return new Node(
                key,
                address,
                creator,
                created,
                configuration,
                affiliations,
                subscriptions.with(changes),
                inherited,
                lineage);
    }

    /** Whether anybody may see it who is not an outcast. */
    public boolean isPublic() {
        return lineage.whole()
                && Stream.concat(Stream.of(this), lineage.parents().stream())
                        .allMatch(node -> node.get(Settings.ACCESS_MODEL) == AccessModel.OPEN);
    }

    /** Items that were published until then have expired ({@code item_expire}). */
    Instant expired(Instant now) {
        Amount seconds = get(Settings.ITEM_EXPIRE);
        Instant then = seconds.equals(Amount.MAX) ? Instant.EPOCH : now.minusSeconds(seconds.number());
        return then.isBefore(Instant.EPOCH) ? Instant.EPOCH : then;
    }
}
