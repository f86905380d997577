package im.godwit.plugins.pubsub.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.godwit.core.store.SqliteDatabase;
import im.godwit.core.store.SqliteOptions;
import im.godwit.jid.Jid;
import im.godwit.paging.Position;
import im.godwit.plugins.pubsub.engine.NodeEvent.Published;
import im.godwit.plugins.pubsub.engine.Policy.Ability;
import im.godwit.plugins.pubsub.engine.Refusal.Reason;
import im.godwit.plugins.pubsub.engine.SubscriptionManagement.Wanted;
import im.godwit.plugins.pubsub.store.Services;
import im.godwit.plugins.pubsub.store.SqlNodeStore;
import im.godwit.store.Database;
import im.godwit.store.Sql;
import im.godwit.store.StoreException;
import im.godwit.testkit.MutableClock;
import im.godwit.xml.Element;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.SequencedMap;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The engine over a database, without any of the protocol's XML. */
class PubSubTest {
    private static final Jid SERVICE = Jid.ofDomain("pubsub.example.org");
    private static final NodeAddress MUSIC = new NodeAddress(SERVICE, "music");
    private static final Jid HAMLET = Jid.parse("hamlet@example.org/home");
    private static final Jid HORATIO = Jid.parse("horatio@example.org/home");
    private static final Limits LIMITS = new Limits(2, 100, 1000, 10_000, 2, 2, 50, 9, Duration.ofDays(365));

    private final Queue<Notification> told = new ConcurrentLinkedQueue<>();
    private final AtomicInteger ids = new AtomicInteger();
    private final MutableClock clock = new MutableClock();
    private SqliteDatabase database;
    private Faulty faulty;
    private PubSub pubsub;

    /** A database that fails when told to. */
    private static final class Faulty implements Database {
        private final Database real;
        private volatile boolean broken;

        Faulty(Database real) {
            this.real = real;
        }

        @Override
        public <T> T read(Function<Sql, T> work) {
            return real.read(work);
        }

        @Override
        public <T> T write(Function<Sql, T> work) {
            if (broken) {
                throw new StoreException("disk full", new IllegalStateException());
            }
            return real.write(work);
        }
    }

    @BeforeEach
    void open(@TempDir Path folder) {
        database = SqliteDatabase.open(new SqliteOptions(folder.resolve("test.db"), 2, SqliteOptions.Durability.NONE));
        database.migrate(SqlNodeStore.MIGRATIONS);
        faulty = new Faulty(database);
        pubsub = engine();
    }

    @AfterEach
    void close() {
        database.close();
    }

    private PubSub engine(Ability... abilities) {
        return engine(told::add, abilities);
    }

    private PubSub engine(Consumer<Notification> outlet, Ability... abilities) {
        Policy policy = new Policy(
                LIMITS,
                Configuration.STANDARD,
                (service, jid) -> !jid.local().equals("yorick"),
                Set.of(abilities),
                Set.of());
        return new PubSub(
                new SqlNodeStore(faulty, Services.at(SERVICE)),
                policy,
                Surroundings.NONE,
                clock,
                () -> "id" + ids.incrementAndGet(),
                together -> together.forEach(outlet));
    }

    private void create(NodeAddress address) {
        pubsub.management().create(HAMLET, address, UnaryOperator.identity());
    }

    private Outcome<List<String>> publish(String... ids) {
        List<Draft> drafts = Arrays.stream(ids).map(PubSubTest::draft).toList();
        return pubsub.publishing().publish(HAMLET, MUSIC, drafts, Preconditions.NONE);
    }

    private static Draft draft(String id) {
        Payload payload =
                Payload.of(Element.builder("urn:example", "song").text(id).build());
        return new Draft(Optional.of(id), Optional.of(payload));
    }

    private Outcome<Subscription> subscribe(Jid subscriber) {
        return pubsub.subscribing().subscribe(subscriber, MUSIC, subscriber, UnaryOperator.identity());
    }

    private List<String> stored() {
        return pubsub.retrieval().page(HAMLET, MUSIC, Optional.empty(), ItemQuery.newest(100)).items().stream()
                .map(Item::id)
                .toList();
    }

    private static void assertRefused(Runnable request, Refusal expected) {
        assertThatThrownBy(request::run)
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refused -> assertThat(refused.refusal()).isEqualTo(expected));
    }

    @Test
    void saysWhoIsToldWhatAndTellsWhenAsked() {
        create(MUSIC);
        subscribe(HORATIO);

        Outcome<List<String>> outcome = publish("one");

        assertThat(outcome.value()).containsExactly("one");
        assertThat(outcome.notifications()).hasSize(1);
        assertThat(outcome.notifications().getFirst().recipients()).containsExactly(Recipient.of(HORATIO));
        assertThat(told).isEmpty();
        outcome.delivery().run();
        assertThat(told).containsExactlyElementsOf(outcome.notifications());
    }

    @Test
    void tellsInTheOrderOfTheStore() throws Exception {
        create(MUSIC);
        subscribe(HORATIO);

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 100; i++) {
                String id = "item" + i;
                threads.submit(() -> publish(id).delivery().run());
            }
        }

        List<String> order = told.stream()
                .map(notification ->
                        ((Published) notification.event()).items().getFirst().id())
                .toList();
        assertThat(order).hasSize(100).isEqualTo(stored());
    }

    @Test
    void tellsWhatANotificationCausedAfterIt() {
        List<NodeEvent> events = new ArrayList<>();
        pubsub = engine(notification -> {
            if (notification.event() instanceof Published) {
                pubsub.subscribing().drop(MUSIC, HORATIO).delivery().run();
            }
            events.add(notification.event());
        });
        pubsub.management().create(HAMLET, MUSIC, c -> c.with(Settings.NOTIFY_SUB, true));
        subscribe(HORATIO);

        publish("one").delivery().run();

        assertThat(events)
                .extracting(NodeEvent::getClass)
                .extracting(Class::getSimpleName)
                .containsExactly("SubscriptionChanged", "Published", "SubscriptionChanged");
    }

    @Test
    void tellsNobodyAndKeepsNothingWhenTheStoreFails() {
        create(MUSIC);
        subscribe(HORATIO);
        faulty.broken = true;

        assertThatThrownBy(() -> publish("one")).isInstanceOf(StoreException.class);
        assertThatThrownBy(() -> pubsub.subscribing().unsubscribe(HORATIO, MUSIC, HORATIO, Optional.empty()))
                .isInstanceOf(StoreException.class);

        faulty.broken = false;
        publish("two").delivery().run();
        assertThat(stored()).containsExactly("two");
        assertThat(told).hasSize(1);
    }

    @Test
    void remembersWhatIsNotInMemoryAnyMore() {
        create(MUSIC);
        subscribe(HORATIO);
        publish("one");

        pubsub = engine();

        assertThat(stored()).containsExactly("one");
        assertThat(publish("two").notifications().getFirst().recipients()).containsExactly(Recipient.of(HORATIO));
    }

    @Test
    void holdsOldNodesToTheLimitsOfToday() {
        create(MUSIC);

        pubsub.management().configure(HAMLET, MUSIC, c -> c.with(Settings.TITLE, "Songs"));

        assertRefused(() -> publish("x".repeat(LIMITS.payloadBytes())), Reason.PAYLOAD_TOO_BIG);
        assertRefused(
                () -> pubsub.management().configure(HAMLET, MUSIC, c -> c.with(Settings.MAX_PAYLOAD_SIZE, 1001)),
                new Refusal.Unacceptable("max_payload_size is at most 1000"));
    }

    @Test
    void limitsTheNodesOfAnAccount() {
        create(MUSIC);
        create(new NodeAddress(SERVICE, "second"));

        assertRefused(() -> create(new NodeAddress(SERVICE, "third")), Reason.TOO_MANY_NODES);

        pubsub.management().delete(HAMLET, MUSIC, Optional.empty());
        create(new NodeAddress(SERVICE, "third"));
    }

    @Test
    void limitsTheSubscriptionsOfANode() {
        create(MUSIC);
        subscribe(HORATIO);
        subscribe(HORATIO.bare());

        assertRefused(() -> subscribe(HAMLET), Reason.TOO_MANY_SUBSCRIPTIONS);
        assertThat(pubsub.subscriptions()
                        .manage(
                                HAMLET,
                                MUSIC,
                                List.of(new Wanted(
                                        HAMLET, Optional.empty(), Optional.of(SubscriptionState.SUBSCRIBED))))
                        .value())
                .containsExactly(Subscription.none(HAMLET));
    }

    @Test
    void limitsTheAffiliationsOfANode() {
        create(MUSIC);
        SequencedMap<Jid, Affiliation> wanted = new LinkedHashMap<>();
        wanted.put(Jid.parse("a@example.org"), Affiliation.MEMBER);
        wanted.put(Jid.parse("b@example.org"), Affiliation.MEMBER);

        assertThat(pubsub.affiliating().change(HAMLET, MUSIC, wanted).value())
                .isEqualTo(Map.of(Jid.parse("b@example.org"), Affiliation.NONE));
        assertThat(pubsub.affiliating().list(HAMLET, MUSIC)).hasSize(2);
    }

    @Test
    void asksThePolicyWhoMayCreate() {
        Jid yorick = Jid.parse("yorick@example.org/grave");

        assertRefused(() -> pubsub.management().create(yorick, MUSIC, UnaryOperator.identity()), Reason.FORBIDDEN);
    }

    @Test
    void createsNodesByPublishingWhereThePolicySaysSo() {
        assertRefused(() -> publish("one"), Reason.NODE_MISSING);
        pubsub = engine(Ability.AUTO_CREATE);

        publish("one");

        assertThat(pubsub.affiliating().list(HAMLET, MUSIC)).containsEntry(HAMLET.bare(), Affiliation.OWNER);
        assertThat(stored()).containsExactly("one");
    }

    @Test
    void createsNoNodeForAnItemThatItDoesNotTake() {
        pubsub = engine(Ability.AUTO_CREATE);

        assertRefused(
                () -> pubsub.publishing().publish(HAMLET, MUSIC, List.of(), Preconditions.NONE), Reason.ITEM_REQUIRED);

        assertThat(pubsub.discovery().node(MUSIC)).isEmpty();
    }

    @Test
    void keepsNodesOfServicesApart() {
        NodeAddress other = new NodeAddress(Jid.parse("horatio@example.org"), "music");
        create(MUSIC);
        publish("one");

        pubsub.management().create(HORATIO, other, UnaryOperator.identity());

        assertThat(pubsub.retrieval()
                        .page(HORATIO, other, Optional.empty(), ItemQuery.newest(10))
                        .items())
                .isEmpty();
        assertThat(pubsub.discovery().nodes(HAMLET, SERVICE, new Position.First(), 100))
                .hasSize(1);
    }

    @Test
    void forgetsAnAccountWithTheNodesThatOnlyItOwned() {
        NodeAddress shared = new NodeAddress(SERVICE, "shared");
        create(MUSIC);
        create(shared);
        SequencedMap<Jid, Affiliation> second = new LinkedHashMap<>();
        second.put(HORATIO.bare(), Affiliation.OWNER);
        pubsub.affiliating().change(HAMLET, shared, second);
        subscribe(HORATIO);

        pubsub.forget(SERVICE, HAMLET.bare())
                .forEach(outcome -> outcome.delivery().run());

        assertThat(told).extracting(Notification::event).containsExactly(new NodeEvent.Deleted(Optional.empty()));
        assertThat(pubsub.discovery().node(MUSIC)).isEmpty();
        assertThat(pubsub.affiliating().list(HORATIO, shared)).containsOnlyKeys(HORATIO.bare());
    }

    @Test
    void listsOnlyNodesThatTheRequesterMayUse() {
        create(MUSIC);
        pubsub.management()
                .create(
                        HAMLET,
                        new NodeAddress(SERVICE, "secret"),
                        c -> c.with(Settings.ACCESS_MODEL, AccessModel.WHITELIST));

        assertThat(pubsub.discovery().nodes(HORATIO, SERVICE, new Position.First(), 100))
                .extracting(NodeStore.Listing::node)
                .containsExactly("music");
    }
}
