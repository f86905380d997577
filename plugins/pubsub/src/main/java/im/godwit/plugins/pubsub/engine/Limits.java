package im.godwit.plugins.pubsub.engine;

/**
 * How much there may be.
 *
 * @param nodesPerAccount that one account made
 * @param itemsPerNode that are kept, and that one answer lists
 * @param payloadBytes of one item
 * @param answerBytes of all payloads in one answer
 * @param subscriptionsPerNode also how many one publication may notify
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
        int cached) {}
