package im.godwit.plugins.pubsub.engine;

import im.godwit.jid.Jid;
import im.godwit.plugins.pubsub.engine.Policy.Ability;
import java.time.Clock;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * A publish-subscribe service, or many under one policy: each {@link NodeAddress} names its own. May be called from
 * many threads; blocks while the store works. What is refused throws {@link RefusedException} and has changed nothing.
 *
 * <p>Changes of one node happen one after another. Their notifications are handed to the outlet in the same order, on
 * the thread that runs {@link Outcome#delivery}.
 */
public final class PubSub {
    private final NodeStore store;
    private final NodeManagement management;
    private final Publishing publishing;
    private final Subscribing subscribing;
    private final SubscriptionManagement subscriptions;
    private final Affiliating affiliating;
    private final Retrieval retrieval;
    private final Following following;
    private final Histories histories;
    private final Cursors cursors;
    private final Discovery discovery;
    private final Attendance attendance;
    private final CatchingUp catchingUp;
    private final Upkeep upkeep;
    private final Digests digests;
    private final Farewell farewell;
    private final Acquaintance acquaintance;
    private final Twinning twinning;
    private final OwnNodes ownNodes;

    /**
     * Makes a service over a store.
     *
     * @param surroundings what it knows of the accounts that use it
     * @param ids makes unguessable identifiers for nodes, items and subscriptions
     * @param outlet sends notifications of one node to their recipients, in this order
     */
    public PubSub(
            NodeStore store,
            Policy policy,
            Surroundings surroundings,
            Clock clock,
            Supplier<String> ids,
            Consumer<List<Notification>> outlet) {
        this.store = store;
        Watchers watchers = new Watchers();
        Access access = new Access(surroundings.contacts(), clock, policy.can(Ability.AUTO_SUBSCRIBE));
        boolean collections = policy.can(Ability.COLLECTIONS);
        Audience audience = new Audience(access, surroundings, node -> collections || watchers.isWatched(node), clock);
        Outlet outlets = new Outlet(watchers, audience, access, outlet);
        Nodes nodes = new Nodes(
                store,
                policy.limits().cached(),
                collections ? outlets::toAll : (all, together) -> outlets.toItsOwn(together),
                new Aftermath(store, audience, clock));
        Links links = new Links(nodes, audience);
        twinning = new Twinning(nodes, store, audience);
        Parts parts = new Parts(nodes, store, policy, access, audience, links, twinning, clock, ids);
        SubscriptionChanges changes = new SubscriptionChanges(parts);
        management = new NodeManagement(parts);
        publishing = new Publishing(parts, management);
        subscribing = new Subscribing(parts, changes);
        subscriptions = new SubscriptionManagement(parts, changes, subscribing);
        affiliating = new Affiliating(parts);
        retrieval = new Retrieval(parts);
        following = new Following(parts, watchers);
        Entries entries = new Entries(parts);
        histories = new Histories(parts, entries);
        cursors = new Cursors(parts, watchers, changes, entries);
        discovery = new Discovery(parts);
        attendance = new Attendance(parts, changes, subscribing);
        catchingUp = new CatchingUp(parts);
        upkeep = new Upkeep(parts, changes);
        digests = new Digests(parts);
        acquaintance = new Acquaintance(parts, changes, subscribing, surroundings.followers());
        farewell = new Farewell(parts);
        ownNodes = new OwnNodes(parts, management, publishing);
    }

    /** To create, configure, purge and delete nodes (XEP-0060 §8.1 to §8.5). */
    public NodeManagement management() {
        return management;
    }

    /** To publish and retract items (§7). */
    public Publishing publishing() {
        return publishing;
    }

    /** To subscribe, unsubscribe and choose options (§6.1 to §6.4). */
    public Subscribing subscribing() {
        return subscribing;
    }

    /** For owners to manage subscriptions and requests for them (§8.6, §8.8). */
    public SubscriptionManagement subscriptions() {
        return subscriptions;
    }

    /** For owners to manage affiliations (§8.9). */
    public Affiliating affiliating() {
        return affiliating;
    }

    /** To get items, and one's own subscriptions and affiliations (§6.5, §5.6, §5.7). */
    public Retrieval retrieval() {
        return retrieval;
    }

    /** To follow nodes without a subscription, for who asks in another protocol than XMPP. */
    public Following following() {
        return following;
    }

    /** To read what happened at nodes (XEP-0442). */
    public Histories histories() {
        return histories;
    }

    /** To read for durable subscriptions. */
    public Cursors cursors() {
        return cursors;
    }

    /** To find nodes and what they are (§5.2 to §5.5). */
    public Discovery discovery() {
        return discovery;
    }

    /** To be told of the contacts of owners (§12.14). */
    public Acquaintance acquaintance() {
        return acquaintance;
    }

    /** To bring nodes in line that hold the same. */
    public Twinning twinning() {
        return twinning;
    }

    /** For the service to tell something itself. */
    public OwnNodes ownNodes() {
        return ownNodes;
    }

    /** To be told of presence (§12.5, §12.6). */
    public Attendance attendance() {
        return attendance;
    }

    /** To be told what was missed while one was away (XEP-0312). */
    public CatchingUp catchingUp() {
        return catchingUp;
    }

    /**
     * Removes what is over by the clock, and makes the digests that are due; to be run now and then.
     *
     * @return for each node that had something to tell, who is told
     */
    public List<Outcome<Boolean>> upkeep() {
        return Stream.concat(upkeep.run().stream(), digests.run().stream()).toList();
    }

    /**
     * Forgets an account that is gone: its subscriptions and affiliations, and nodes that nobody else owns.
     *
     * @return for each node that it had to do with, who is told
     */
    public List<Outcome<Boolean>> forget(Jid service, Jid account) {
        return farewell.of(service, account);
    }

    /**
     * Deletes all nodes of a service that is gone.
     *
     * @return for each node, who is told
     */
    public List<Outcome<Boolean>> dissolve(Jid service) {
        return farewell.ofService(service);
    }

    /** The services at which an account has subscriptions or affiliations. */
    public List<Jid> services(Jid account) {
        return store.services(account);
    }

    /** The services at which an account has subscriptions that end with its presence (§12.5). */
    public List<Jid> attended(Jid account) {
        return store.attended(account);
    }
}
