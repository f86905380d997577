package im.godwit.plugins.pubsub.engine;

/** How far the subscriptions of a collection reach (XEP-0248 §6.1). */
final class Reach {
    private Reach() {}

    /**
     * Whether a subscription is about an event.
     *
     * @param node at which the subscription is
     * @param distance how far below it the event happened; 0 for the node itself
     */
    static boolean includes(Node node, Subscription subscription, NodeEvent event, int distance) {
        if (!node.isCollection() || distance == 0 && event instanceof NodeEvent.Deleted) {
            return true; // XEP-0060 §8.4.2: all subscribers learn that their node is gone
        }
        return subscription.options().get(Options.SUBSCRIPTION_TYPE).includes(event)
                && distance + below(event)
                        <= subscription
                                .options()
                                .get(Options.SUBSCRIPTION_DEPTH)
                                .levels();
    }

    /** What comes and goes is a level below the collection that says so. */
    private static int below(NodeEvent event) {
        return event instanceof NodeEvent.Associated || event instanceof NodeEvent.Dissociated ? 1 : 0;
    }
}
