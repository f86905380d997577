package im.godwit.plugins.pubsub.engine;

import java.time.Duration;

/**
 * How much there may be.
 *
 * @param nodesPerAccount that one account made
 * @param itemsPerNode that are kept, and that one answer lists
 * @param payloadBytes of one item
 * @param answerBytes of all payloads in one answer
 * @param subscriptionsPerNode pending ones included; also how many one publication may notify
 * @param subscriptionsPerAccount at one node, of all its resources
 * @param lease how long a subscription may last that is to end by itself
 * @param affiliationsPerNode other than none
 * @param cached nodes, subscriptions and affiliations in memory
 */
public record Limits(
        int nodesPerAccount,
        int itemsPerNode,
        int payloadBytes,
        int answerBytes,
        int subscriptionsPerNode,
        int affiliationsPerNode,
        int cached,
        int subscriptionsPerAccount,
        Duration lease) {}
