package im.godwit.plugins.presence;

import static im.godwit.plugins.presence.SubscriptionState.BOTH;
import static im.godwit.plugins.presence.SubscriptionState.FROM;
import static im.godwit.plugins.presence.SubscriptionState.FROM_OUT;
import static im.godwit.plugins.presence.SubscriptionState.NONE;
import static im.godwit.plugins.presence.SubscriptionState.NONE_IN;
import static im.godwit.plugins.presence.SubscriptionState.NONE_OUT;
import static im.godwit.plugins.presence.SubscriptionState.NONE_OUT_IN;
import static im.godwit.plugins.presence.SubscriptionState.TO;
import static im.godwit.plugins.presence.SubscriptionState.TO_IN;

import im.godwit.stanza.Presence.Type;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What a subscription stanza does in each state: the tables of RFC 6121 §A.2 and §A.3. */
final class SubscriptionTable {
    /** What the user's client sends (§A.2). */
    static final SubscriptionTable OUTBOUND = outbound();

    /** What comes from the contact (§A.3). */
    static final SubscriptionTable INBOUND = inbound();

    private final Map<Type, Map<SubscriptionState, Step>> steps = new EnumMap<>(Type.class);

    /**
     * One cell.
     *
     * @param next the state afterwards
     * @param passes whether the stanza is routed to the contact, or delivered to the user
     */
    record Step(SubscriptionState next, boolean passes) {}

    private SubscriptionTable() {}

    /** What to do about a stanza, where {@link Type#isSubscription} is true of its type. */
    Step step(Type type, SubscriptionState state) {
        return steps.get(type).get(state);
    }

    private static SubscriptionTable outbound() {
        return new SubscriptionTable()
                .row(
                        Type.SUBSCRIBE, // §A.2.1
                        pass(NONE_OUT), // None
                        pass(NONE_OUT), // None + Pending Out
                        pass(NONE_OUT_IN), // None + Pending In
                        pass(NONE_OUT_IN), // None + Pending Out+In
                        pass(TO), // To
                        pass(TO_IN), // To + Pending In
                        pass(FROM_OUT), // From
                        pass(FROM_OUT), // From + Pending Out
                        pass(BOTH)) // Both
                .row(
                        Type.UNSUBSCRIBE, // §A.2.2
                        pass(NONE),
                        pass(NONE),
                        pass(NONE_IN),
                        pass(NONE_IN),
                        pass(NONE),
                        pass(NONE_IN),
                        pass(FROM),
                        pass(FROM),
                        pass(FROM))
                .row(
                        Type.SUBSCRIBED, // §A.2.3
                        stop(NONE),
                        stop(NONE_OUT),
                        pass(FROM),
                        pass(FROM_OUT),
                        stop(TO),
                        pass(BOTH),
                        stop(FROM),
                        stop(FROM_OUT),
                        stop(BOTH))
                .row(
                        Type.UNSUBSCRIBED, // §A.2.4
                        stop(NONE),
                        stop(NONE_OUT),
                        pass(NONE),
                        pass(NONE_OUT),
                        stop(TO),
                        pass(TO),
                        pass(NONE),
                        pass(NONE_OUT),
                        pass(TO));
    }

    private static SubscriptionTable inbound() {
        return new SubscriptionTable()
                .row(
                        Type.SUBSCRIBE, // §A.3.1
                        pass(NONE_IN), // None
                        pass(NONE_OUT_IN), // None + Pending Out
                        stop(NONE_IN), // None + Pending In
                        stop(NONE_OUT_IN), // None + Pending Out+In
                        pass(TO_IN), // To
                        stop(TO_IN), // To + Pending In
                        stop(FROM), // From
                        stop(FROM_OUT), // From + Pending Out
                        stop(BOTH)) // Both
                .row(
                        Type.UNSUBSCRIBE, // §A.3.2
                        stop(NONE),
                        stop(NONE_OUT),
                        pass(NONE),
                        pass(NONE_OUT),
                        stop(TO),
                        pass(TO),
                        pass(NONE),
                        pass(NONE_OUT),
                        pass(TO))
                .row(
                        Type.SUBSCRIBED, // §A.3.3
                        stop(NONE),
                        pass(TO),
                        stop(NONE_IN),
                        pass(TO_IN),
                        stop(TO),
                        stop(TO_IN),
                        stop(FROM),
                        pass(BOTH),
                        stop(BOTH))
                .row(
                        Type.UNSUBSCRIBED, // §A.3.4
                        stop(NONE),
                        pass(NONE),
                        stop(NONE_IN),
                        pass(NONE_IN),
                        pass(NONE),
                        pass(NONE_IN),
                        stop(FROM),
                        pass(FROM),
                        pass(FROM));
    }

    /** A step for each state, in the order of {@link SubscriptionState}. */
    private SubscriptionTable row(Type type, Step... inOrder) {
        Map<SubscriptionState, Step> row = new EnumMap<>(SubscriptionState.class);
        List<Step> cells = List.of(inOrder);
        for (SubscriptionState state : SubscriptionState.values()) {
            row.put(state, cells.get(state.ordinal()));
        }
        steps.put(type, row);
        return this;
    }

    private static Step pass(SubscriptionState next) {
        return new Step(next, true);
    }

    private static Step stop(SubscriptionState next) {
        return new Step(next, false);
    }
}
