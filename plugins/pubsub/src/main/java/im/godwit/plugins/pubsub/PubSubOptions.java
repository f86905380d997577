package im.godwit.plugins.pubsub;

import im.godwit.plugins.pubsub.engine.Limits;

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
 */
public record PubSubOptions(
        Creators creators,
        boolean autoCreate,
        int nodesPerAccount,
        int itemsPerNode,
        int payloadBytes,
        int subscriptionsPerNode,
        int affiliationsPerNode,
        int cached) {
    static final PubSubOptions DEFAULTS =
            new PubSubOptions(Creators.ACCOUNTS, false, 1000, 1000, 64 * 1024, 10_000, 1000, 200_000);

    /** Bytes of payloads in one answer: half of what may wait for a client, so that no answer ends a session. */
    private static final int ANSWER = 512 * 1024;

    public PubSubOptions {
        if (itemsPerNode < 1) {
            throw new IllegalArgumentException("items-per-node must be at least 1");
        }
        if (payloadBytes < 1) {
            throw new IllegalArgumentException("payload-bytes must be at least 1");
        }
    }

    Limits limits() {
        return new Limits(
                nodesPerAccount, itemsPerNode, payloadBytes, ANSWER, subscriptionsPerNode, affiliationsPerNode, cached);
    }
}
