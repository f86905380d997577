package im.godwit.plugins.pubsub.engine;

import static org.assertj.core.api.Assertions.assertThat;

import im.godwit.core.store.SqliteDatabase;
import im.godwit.core.store.SqliteOptions;
import im.godwit.jid.Jid;
import im.godwit.plugins.pubsub.store.Services;
import im.godwit.plugins.pubsub.store.SqlNodeStore;
import im.godwit.testkit.MutableClock;
import im.godwit.xml.Element;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No node waits for another, however large that is; not even one whose name has the same hash. */
class IndependenceTest {
    private static final int SUBSCRIPTIONS = 100_000;
    private static final Jid OWNER = Jid.parse("hamlet@example.org/home");
    private static final Jid SERVICE = Jid.ofDomain("pubsub.example.org");
    private static final NodeAddress LARGE = new NodeAddress(SERVICE, "Aa");
    private static final NodeAddress SMALL = new NodeAddress(SERVICE, "BB");

    private final AtomicInteger ids = new AtomicInteger();
    private final CountDownLatch busy = new CountDownLatch(1);
    private final CountDownLatch release = new CountDownLatch(1);
    private final CountDownLatch smallIsTold = new CountDownLatch(1);
    private final List<Integer> told = new ArrayList<>();
    private SqliteDatabase database;

    @BeforeEach
    void open(@TempDir Path folder) {
        database = SqliteDatabase.open(new SqliteOptions(folder.resolve("test.db"), 2, SqliteOptions.Durability.NONE));
        database.migrate(SqlNodeStore.MIGRATIONS);
        assertThat(LARGE.hashCode()).isEqualTo(SMALL.hashCode());
    }

    @AfterEach
    void close() {
        release.countDown();
        database.close();
    }

    private PubSub engine(Availability availability, Consumer<Notification> outlet) {
        Limits limits =
                new Limits(10, 100, 1000, 10_000, SUBSCRIPTIONS, 10, 2 * SUBSCRIPTIONS, 9, Duration.ofDays(365));
        return new PubSub(
                new SqlNodeStore(database, Services.at(LARGE.service())),
                new Policy(limits, Configuration.STANDARD, (service, account) -> true, Set.of(), Set.of()),
                new Surroundings(Contacts.NONE, availability, Followers.NONE),
                new MutableClock(),
                () -> "id" + ids.incrementAndGet(),
                together -> together.forEach(outlet));
    }

    private void isBusy() {
        busy.countDown();
        try {
            assertThat(release.await(60, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    private static void publish(PubSub pubsub, NodeAddress node) {
        Payload payload = Payload.of(Element.builder("urn:example", "song").build());
        List<Draft> drafts = List.of(new Draft(Optional.of("one"), Optional.of(payload)));
        pubsub.publishing()
                .publish(OWNER, node, drafts, Preconditions.NONE)
                .delivery()
                .run();
    }

    private static void subscribe(PubSub pubsub, NodeAddress node) {
        pubsub.subscribing().subscribe(OWNER, node, OWNER, UnaryOperator.identity());
    }

    /** A publisher of the small node is done while one of the large node is not. */
    private void smallIsToldWhileLargeIsBusy(PubSub pubsub) throws InterruptedException {
        Thread large = Thread.startVirtualThread(() -> publish(pubsub, LARGE));
        assertThat(busy.await(60, TimeUnit.SECONDS)).isTrue();
        Thread small = Thread.startVirtualThread(() -> publish(pubsub, SMALL));

        assertThat(smallIsTold.await(60, TimeUnit.SECONDS)).isTrue();
        assertThat(small.join(Duration.ofSeconds(60))).isTrue();
        assertThat(large.isAlive()).isTrue();
        release.countDown();
        assertThat(large.join(Duration.ofSeconds(60))).isTrue();
    }

    @Test
    void aHundredThousandSubscribersDoNotHoldUpAnotherNode() throws InterruptedException {
        PubSub maker = engine(Availability.UNKNOWN, notification -> {});
        Node large = maker.management()
                .create(OWNER, LARGE, UnaryOperator.identity())
                .value();
        maker.management().create(OWNER, SMALL, UnaryOperator.identity());
        subscribe(maker, SMALL);
        List<Subscription> subscriptions = new ArrayList<>();
        for (int i = 0; i < SUBSCRIPTIONS; i++) {
            Jid jid = Jid.parse("user" + i + "@example.org");
            subscriptions.add(Subscription.of(jid, "id" + i, SubscriptionState.SUBSCRIBED));
        }
        NodeStore.Trace none = new NodeStore.Trace(Instant.EPOCH, 0);
        new SqlNodeStore(database, Services.at(LARGE.service())).change(large, Map.of(), subscriptions, none);

        PubSub pubsub = engine(Availability.UNKNOWN, notification -> {
            if (notification.node().equals(LARGE)) {
                isBusy();
                told.add(notification.recipients().size());
            } else {
                smallIsTold.countDown();
            }
        });

        smallIsToldWhileLargeIsBusy(pubsub);

        assertThat(told).containsExactly(SUBSCRIPTIONS);
    }

    @Test
    void aNodeThatLooksForItsAudienceDoesNotHoldUpAnother() throws InterruptedException {
        PubSub pubsub = engine(
                who -> {
                    isBusy();
                    return Set.of(Show.ONLINE);
                },
                notification -> {
                    if (notification.node().equals(SMALL)) {
                        smallIsTold.countDown();
                    }
                });
        pubsub.management().create(OWNER, SMALL, UnaryOperator.identity());
        subscribe(pubsub, SMALL);
        pubsub.management()
                .create(
                        OWNER,
                        LARGE,
                        c -> c.with(Settings.SEND_LAST, SendLast.NEVER).with(Settings.PRESENCE_BASED_DELIVERY, true));
        subscribe(pubsub, LARGE);

        smallIsToldWhileLargeIsBusy(pubsub);
    }

    @Test
    void whatNobodyUsesIsForgotten() {
        Lanes lanes = new Lanes();
        try (Lanes.Visit one = lanes.enter(LARGE);
                Lanes.Visit other = lanes.enter(LARGE)) {
            assertThat(one.lane()).isSameAs(other.lane());
        }
        assertThat(lanes.size()).isZero();
    }
}
