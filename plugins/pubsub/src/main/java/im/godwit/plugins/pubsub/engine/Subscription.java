package im.godwit.plugins.pubsub.engine;

import im.godwit.jid.Jid;

/**
 * Somebody's subscription to a node.
 *
 * @param jid the bare or full JID that is notified
 * @param state how far it is
 */
public record Subscription(Jid jid, SubscriptionState state) {
    static Subscription subscribed(Jid jid) {
        return new Subscription(jid, SubscriptionState.SUBSCRIBED);
    }

    static Subscription none(Jid jid) {
        return new Subscription(jid, SubscriptionState.NONE);
    }
}
