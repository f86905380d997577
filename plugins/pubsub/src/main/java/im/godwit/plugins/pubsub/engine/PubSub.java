package im.godwit.plugins.pubsub.engine;

import im.godwit.jid.Jid;
import java.time.Clock;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * A publish-subscribe service, or many under one policy: each {@link NodeAddress} names its own. May be called from
 * many threads; blocks while the store works. What is refused throws {@link RefusedException} and has changed nothing.
 *
 * <p>Changes of one node happen one after another. Their notifications are handed to the outlet in the same order, on
 * the thread that runs {@link Outcome#delivery}.
 */
public final class PubSub {
    private final NodeManagement management;
    private final Publishing publishing;
    private final Subscribing subscribing;
    private final Affiliating affiliating;
    private final Retrieval retrieval;
    private final Discovery discovery;
    private final Farewell farewell;

    /**
     * Makes a service over a store.
     *
     * @param ids makes unguessable identifiers for nodes and items
     * @param outlet sends one notification to its recipients
     */
    public PubSub(NodeStore store, Policy policy, Clock clock, Supplier<String> ids, Consumer<Notification> outlet) {
        Nodes nodes = new Nodes(store, policy.limits().cached(), outlet);
        Parts parts = new Parts(nodes, store, policy, clock, ids);
        management = new NodeManagement(parts);
        publishing = new Publishing(parts, management);
        subscribing = new Subscribing(parts);
        affiliating = new Affiliating(parts);
        retrieval = new Retrieval(parts);
        discovery = new Discovery(parts);
        farewell = new Farewell(parts);
    }

    /** To create, configure, purge and delete nodes (XEP-0060 §8.1 to §8.5). */
    public NodeManagement management() {
        return management;
    }

    /** To publish and retract items (§7). */
    public Publishing publishing() {
        return publishing;
    }

    /** To subscribe and unsubscribe, and for owners to manage that (§6.1, §6.2, §8.8). */
    public Subscribing subscribing() {
        return subscribing;
    }

    /** For owners to manage affiliations (§8.9). */
    public Affiliating affiliating() {
        return affiliating;
    }

    /** To get items, and one's own subscriptions and affiliations (§6.5, §5.6, §5.7). */
    public Retrieval retrieval() {
        return retrieval;
    }

    /** To find nodes and what they are (§5.2 to §5.5). */
    public Discovery discovery() {
        return discovery;
    }

    /**
     * Forgets an account that is gone: its subscriptions and affiliations, and nodes that nobody else owns.
     *
     * @return for each node that it had to do with, who is told
     */
    public List<Outcome<Boolean>> forget(Jid service, Jid account) {
        return farewell.of(service, account);
    }
}
