package im.godwit.plugins.pubsub.store;

import static org.assertj.core.api.Assertions.assertThat;

import im.godwit.jid.Jid;
import im.godwit.plugins.pubsub.engine.Amount;
import im.godwit.plugins.pubsub.engine.Configuration;
import im.godwit.plugins.pubsub.engine.CursorStore.Cursor;
import im.godwit.plugins.pubsub.engine.Item;
import im.godwit.plugins.pubsub.engine.Node;
import im.godwit.plugins.pubsub.engine.NodeAddress;
import im.godwit.plugins.pubsub.engine.NodeStore;
import im.godwit.plugins.pubsub.engine.NodeStore.Addition;
import im.godwit.plugins.pubsub.engine.NodeStore.Creation;
import im.godwit.plugins.pubsub.engine.NodeStore.Trace;
import im.godwit.plugins.pubsub.engine.Options;
import im.godwit.plugins.pubsub.engine.Settings;
import im.godwit.plugins.pubsub.engine.Subscription;
import im.godwit.plugins.pubsub.engine.SubscriptionState;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every store remembers of how far subscribers have come. Each test has a service of its own. */
interface CursorContract {
    Jid PUBLISHER = Jid.parse("hamlet@example.org/home");
    Instant EARLY = Instant.parse("2026-03-01T12:00:00Z");
    Subscription BOT = durable("bot@example.org");

    NodeStore store();

    /** The address of a service that no other test uses. */
    Jid service();

    private static Subscription durable(String jid) {
        return Subscription.of(Jid.parse(jid), "id", SubscriptionState.SUBSCRIBED)
                .withOptions(Configuration.UNCONFIGURED.with(Options.DURABLE, true));
    }

    private Node created(Configuration configuration) {
        NodeAddress address = new NodeAddress(service(), "news");
        return ((Creation.Made) store().create(address, PUBLISHER.bare(), EARLY, configuration, 10)).node();
    }

    private Node subscribed(Configuration configuration, Subscription... subscriptions) {
        Node node = created(configuration);
        store().change(node, Map.of(), List.of(subscriptions), NodeStoreContract.TRACE);
        return store().load(node.address()).orElseThrow();
    }

    private Node subscribed(Subscription... subscriptions) {
        return subscribed(Configuration.STANDARD, subscriptions);
    }

    private long publishes(Node node, String id, Instant at, int capacity) {
        Item item = new Item(id, Optional.of(PUBLISHER), at, Optional.empty());
        return ((Addition.Added) store().add(node, List.of(item), capacity, false, Instant.EPOCH)).position();
    }

    private Optional<Cursor> cursor(Node node) {
        return store().cursors().find(node, BOT, Instant.EPOCH);
    }

    private static Optional<Cursor> at(long position) {
        return Optional.of(new Cursor(position, false));
    }

    private static Optional<Cursor> behindAGap(long position) {
        return Optional.of(new Cursor(position, true));
    }

    @Test
    default void aCursorBeginsWhereTheSubscriptionDoes() {
        Node node = created(Configuration.STANDARD);
        long before = publishes(node, "before", EARLY, 10);
        assertThat(cursor(node)).isEmpty();

        store().change(node, Map.of(), List.of(BOT), NodeStoreContract.TRACE);
        assertThat(cursor(node)).isEqualTo(at(before));
        publishes(node, "after", EARLY, 10);
        store().change(node, Map.of(), List.of(BOT), NodeStoreContract.TRACE);
        assertThat(cursor(node)).as("it goes on where it was").isEqualTo(at(before));
    }

    @Test
    default void aCursorGoesOnAndNeverBackUnlessItIsAskedTo() {
        Subscription other = durable("other@example.org");
        Node node = subscribed(BOT, other);
        long one = publishes(node, "one", EARLY, 10);
        long two = publishes(node, "two", EARLY, 10);

        store().cursors().confirm(node, BOT, two);
        store().cursors().confirm(node, BOT, one);
        assertThat(cursor(node)).isEqualTo(at(two));
        store().cursors().rewind(node, BOT, one);
        assertThat(cursor(node)).isEqualTo(at(one));
        assertThat(store().cursors().find(node, other, Instant.EPOCH))
                .as("each has its own")
                .isEqualTo(at(0));
    }

    @Test
    default void aCursorEndsWithItsOptionAndItsSubscription() {
        Node node = subscribed(BOT);
        store().change(node, Map.of(), List.of(BOT.withOptions(Configuration.UNCONFIGURED)), NodeStoreContract.TRACE);
        assertThat(cursor(node)).isEmpty();

        store().change(node, Map.of(), List.of(BOT), NodeStoreContract.TRACE);
        assertThat(cursor(node)).isPresent();
        store().change(
                        node,
                        Map.of(),
                        List.of(Subscription.of(BOT.jid(), "id", SubscriptionState.NONE)),
                        NodeStoreContract.TRACE);
        assertThat(cursor(node)).isEmpty();
        store().cursors().confirm(node, BOT, 7);
        assertThat(cursor(node)).isEmpty();
    }

    @Test
    default void whatMadeRoomBeforeItWasConfirmedLeavesAGap() {
        Node node = subscribed(BOT);
        long one = publishes(node, "one", EARLY, 2);
        publishes(node, "two", EARLY, 2);
        publishes(node, "three", EARLY, 2);
        assertThat(cursor(node)).isEqualTo(behindAGap(0));
        assertThat(store().cursors().isGapAfter(node, BOT, one, Instant.EPOCH)).isFalse();

        store().cursors().confirm(node, BOT, one);
        assertThat(cursor(node)).as("the one that is gone was seen").isEqualTo(at(one));
    }

    @Test
    default void whatMadeRoomAfterItWasConfirmedLeavesNone() {
        Node node = subscribed(BOT);
        long one = publishes(node, "one", EARLY, 2);
        store().cursors().confirm(node, BOT, one);
        publishes(node, "two", EARLY, 2);
        publishes(node, "three", EARLY, 2);

        assertThat(cursor(node)).isEqualTo(at(one));
    }

    @Test
    default void aSmallerNodeLeavesAGap() {
        Node node = subscribed(BOT);
        publishes(node, "one", EARLY, 2);
        publishes(node, "two", EARLY, 2);
        store().configure(node, node.configuration(), 1);

        assertThat(cursor(node)).isEqualTo(behindAGap(0));
        store().cursors().rewind(node, BOT, 0);
        assertThat(cursor(node)).as("who begins anew knows").isEqualTo(at(0));
    }

    @Test
    default void whatHasExpiredLeavesAGapBeforeAndAfterItIsRemoved() {
        Configuration expiring = Configuration.STANDARD.with(Settings.ITEM_EXPIRE, Amount.of(60));
        Node node = subscribed(expiring, BOT);
        long one = publishes(node, "one", EARLY, 10);
        publishes(node, "two", EARLY.plusSeconds(100), 10);

        assertThat(store().cursors().find(node, BOT, EARLY)).isEqualTo(behindAGap(0));
        store().removeExpired(EARLY.plusSeconds(60));
        assertThat(cursor(node)).isEqualTo(behindAGap(0));
        store().cursors().confirm(node, BOT, one);
        assertThat(cursor(node)).isEqualTo(at(one));
    }

    @Test
    default void aPublicationThatRemovesWhatHasExpiredLeavesAGap() {
        Node node = subscribed(BOT);
        publishes(node, "one", EARLY, 10);
        Item two = new Item("two", Optional.of(PUBLISHER), EARLY.plusSeconds(100), Optional.empty());
        store().add(node, List.of(two), 10, false, EARLY);

        assertThat(cursor(node)).isEqualTo(behindAGap(0));
    }

    @Test
    default void whatWasTakenAwayLeavesATraceAndNoGap() {
        Node node = subscribed(BOT);
        publishes(node, "one", EARLY, 10);
        publishes(node, "two", EARLY, 10);
        store().remove(node, List.of("one"), Optional.empty(), Optional.of(new Trace(EARLY, 1)));
        assertThat(cursor(node)).isEqualTo(at(0));

        store().remove(node, List.of("two"), Optional.empty(), Optional.of(new Trace(EARLY, 1)));
        assertThat(cursor(node)).as("there was room for one trace").isEqualTo(behindAGap(0));
    }
}
