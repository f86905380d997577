package im.godwit.plugins.pubsub.pep;

import im.godwit.plugins.pubsub.engine.Limits;
import java.time.Duration;

/**
 * Options of the plugin.
 *
 * @param nodesPerAccount that an account may have
 * @param itemsPerNode that are kept at most
 * @param payloadBytes of one item
 * @param subscriptionsPerNode explicit ones; those that presence makes are not counted
 * @param affiliationsPerNode other than none
 * @param cached nodes, subscriptions and affiliations to hold in memory, and as many names of nodes
 * @param subscriptionsPerAccount at one node, of all its resources
 * @param leaseDays how long a subscription may last that is to end by itself
 */
public record PepOptions(
        int nodesPerAccount,
        int itemsPerNode,
        int payloadBytes,
        int subscriptionsPerNode,
        int affiliationsPerNode,
        int cached,
        int subscriptionsPerAccount,
        int leaseDays) {
    static final PepOptions DEFAULTS = new PepOptions(500, 1000, 128 * 1024, 1000, 1000, 200_000, 20, 365);

    /** Bytes of payloads in one answer: half of what may wait for a client, so that no answer ends a session. */
    private static final int ANSWER = 512 * 1024;

    public PepOptions {
        if (nodesPerAccount < 1 || itemsPerNode < 1 || payloadBytes < 1 || subscriptionsPerAccount < 1) {
            throw new IllegalArgumentException(
                    "nodes-per-account, items-per-node, payload-bytes and subscriptions-per-account must be at least 1");
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
}
