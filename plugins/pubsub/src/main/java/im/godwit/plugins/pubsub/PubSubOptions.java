package im.godwit.plugins.pubsub;

import im.godwit.plugins.pubsub.engine.Limits;
import im.godwit.plugins.pubsub.engine.Policy.Ability;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;

/**
 * Options of the plugin.
 *
 * @param creators who may create nodes
 * @param autoCreate whether publishing to a node that does not exist creates it
 * @param nodesPerAccount that one account may create
 * @param itemsPerNode that are kept at most
 * @param payloadBytes of one item
 * @param subscriptionsPerNode how many a publication may notify
 * @param affiliationsPerNode other than none
 * @param cached nodes, subscriptions and affiliations to hold in memory
 * @param multipleSubscriptions whether one address may subscribe to a node several times
 * @param subscriptionsPerAccount at one node, of all its resources
 * @param leaseDays how long a subscription may last that is to end by itself
 * @param httpAccess who may use nodes over HTTP
 */
public record PubSubOptions(
        Creators creators,
        boolean autoCreate,
        int nodesPerAccount,
        int itemsPerNode,
        int payloadBytes,
        int subscriptionsPerNode,
        int affiliationsPerNode,
        int cached,
        boolean multipleSubscriptions,
        int subscriptionsPerAccount,
        int leaseDays,
        HttpAccess httpAccess) {
    static final PubSubOptions DEFAULTS = new PubSubOptions(
            Creators.ACCOUNTS, false, 1000, 1000, 64 * 1024, 10_000, 1000, 200_000, false, 20, 365, HttpAccess.ANYONE);

    /** Bytes of payloads in one answer: half of what may wait for a client, so that no answer ends a session. */
    private static final int ANSWER = 512 * 1024;

    public PubSubOptions {
        if (itemsPerNode < 1) {
            throw new IllegalArgumentException("items-per-node must be at least 1");
        }
        if (payloadBytes < 1) {
            throw new IllegalArgumentException("payload-bytes must be at least 1");
        }
        if (subscriptionsPerAccount < 1) {
            throw new IllegalArgumentException("subscriptions-per-account must be at least 1");
        }
        if (leaseDays < 1) {
            throw new IllegalArgumentException("lease-days must be at least 1");
        }
    }

    Limits limits() {
        return new Limits(
                nodesPerAccount,
                itemsPerNode,
                payloadBytes,
                ANSWER,
                subscriptionsPerNode,
                affiliationsPerNode,
                cached,
                subscriptionsPerAccount,
                Duration.ofDays(leaseDays));
    }

    Set<Ability> abilities() {
        Set<Ability> abilities = EnumSet.of(Ability.COLLECTIONS, Ability.PUBLIC_SUBSCRIPTIONS);
        if (autoCreate) {
            abilities.add(Ability.AUTO_CREATE);
        }
        if (multipleSubscriptions) {
            abilities.add(Ability.MULTI_SUBSCRIBE);
        }
        return abilities;
    }
}
