package im.godwit.plugins.pubsub.engine;

import im.godwit.jid.Jid;
import java.time.Instant;
import java.util.Set;

/**
 * Somebody's subscription to a node.
 *
 * @param jid the bare or full JID that is notified
 * @param subid what tells it from others of this JID at this node; empty only where there is no subscription
 * @param state how far it is
 * @param options what the subscriber configured, by {@link Options}
 */
public record Subscription(Jid jid, String subid, SubscriptionState state, Configuration options) {
    /** A subscription in its usual configuration. */
    public static Subscription of(Jid jid, String subid, SubscriptionState state) {
        return new Subscription(jid, subid, state, Configuration.UNCONFIGURED);
    }

    /** That there is no subscription. */
    static Subscription none(Jid jid) {
        return of(jid, "", SubscriptionState.NONE);
    }

    Subscription with(SubscriptionState other) {
        return new Subscription(jid, subid, other, options);
    }

    /** The same subscription with other options. */
    public Subscription withOptions(Configuration other) {
        return new Subscription(jid, subid, state, other);
    }

    /** Whether its lease is over, though it may not have been removed yet (§12.18). */
    boolean isOver(Instant now) {
        return options.get(Options.EXPIRE)
                .end()
                .filter(end -> !end.isAfter(now))
                .isPresent();
    }

    /** Whether it is approved and its lease is not over. */
    boolean isInForce(Instant now) {
        return state == SubscriptionState.SUBSCRIBED && !isOver(now);
    }

    /** Whether it ends by itself at some time (§12.18). */
    boolean isLeased() {
        return options.get(Options.EXPIRE).end().isPresent();
    }

    /** Whether it is approved and does not end by itself at any time. */
    boolean isLasting() {
        return state == SubscriptionState.SUBSCRIBED && !isLeased();
    }

    /** Whether it ends when the subscriber goes (§12.5). */
    boolean isTemporary() {
        return options.get(Options.EXPIRE).equals(Lease.PRESENCE);
    }

    /** Whether others may see it, where it is approved. */
    public boolean isPublic() {
        return options.get(Options.PUBLIC);
    }

    /** Whether the subscriber confirms what it got. */
    boolean isDurable() {
        return options.get(Options.DURABLE);
    }

    /** Whether the subscriber wants to hear of something now. */
    boolean isWanted(Set<Show> presence) {
        Set<Show> wanted = options.get(Options.SHOW_VALUES);
        return options.get(Options.DELIVER)
                && (wanted.isEmpty() || presence.stream().anyMatch(wanted::contains));
    }
}
