package im.godwit.plugins.pubsub.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.godwit.core.store.SqliteDatabase;
import im.godwit.core.store.SqliteOptions;
import im.godwit.jid.Jid;
import im.godwit.plugins.pubsub.engine.NodeEvent.Published;
import im.godwit.plugins.pubsub.store.Services;
import im.godwit.plugins.pubsub.store.SqlNodeStore;
import im.godwit.store.Database;
import im.godwit.store.Sql;
import im.godwit.store.StoreException;
import im.godwit.testkit.MutableClock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of a link and of a publication that meet, and of a link of which the store says nothing. */
class LinkRaceTest {
    private static final Jid OWNER = Jid.parse("hamlet@example.org/home");
    private static final Jid SERVICE = Jid.ofDomain("pubsub.example.org");
    private static final NodeAddress COLLECTION = new NodeAddress(SERVICE, "songs");
    private static final NodeAddress LEAF = new NodeAddress(SERVICE, "laments");
    private static final Runnable NOTHING = () -> {};

    private final AtomicInteger ids = new AtomicInteger();
    private final AtomicReference<Runnable> onceStored = new AtomicReference<>(NOTHING);
    private final List<Notification> told = new CopyOnWriteArrayList<>();
    private SqliteDatabase database;
    private PubSub pubsub;

    /** A database that does something else once after a commit, before anybody hears of it. */
    private record Interrupted(Database database, AtomicReference<Runnable> onceStored) implements Database {
        @Override
        public <T> T read(Function<Sql, T> work) {
            return database.read(work);
        }

        @Override
        public <T> T write(Function<Sql, T> work) {
            T result = database.write(work);
            onceStored.getAndSet(NOTHING).run();
            return result;
        }
    }

    @BeforeEach
    void open(@TempDir Path folder) {
        database = SqliteDatabase.open(new SqliteOptions(folder.resolve("test.db"), 2, SqliteOptions.Durability.NONE));
        database.migrate(SqlNodeStore.MIGRATIONS);
        pubsub = new PubSub(
                new SqlNodeStore(new Interrupted(database, onceStored), Services.at(SERVICE)),
                new Policy(
                        new Limits(10, 100, 1000, 10_000, 10, 10, 100, 9, Duration.ofDays(365)),
                        Configuration.STANDARD,
                        (service, account) -> true,
                        Set.of(Policy.Ability.COLLECTIONS),
                        Set.of()),
                new Surroundings(Contacts.NONE, Availability.UNKNOWN, Followers.NONE),
                new MutableClock(),
                () -> "id" + ids.incrementAndGet(),
                told::addAll);
        pubsub.management().openRoot(SERVICE);
        pubsub.management().create(OWNER, COLLECTION, c -> c.with(Settings.NODE_TYPE, NodeType.COLLECTION));
        pubsub.management().create(OWNER, LEAF, UnaryOperator.identity());
        pubsub.subscribing()
                .subscribe(
                        OWNER,
                        COLLECTION,
                        OWNER,
                        options -> options.with(Options.SUBSCRIPTION_TYPE, SubscriptionType.ITEMS)
                                .with(Options.SUBSCRIPTION_DEPTH, Depth.ALL));
    }

    @AfterEach
    void close() {
        database.close();
    }

    private Outcome<?> link() {
        return pubsub.management().configure(OWNER, LEAF, c -> c.with(Settings.COLLECTION, List.of("songs")));
    }

    private Outcome<List<String>> publish() {
        return pubsub.publishing().publish(OWNER, LEAF, EngineTest.draft("one"), Preconditions.NONE);
    }

    private List<List<String>> toldThrough() {
        return told.stream()
                .filter(notification -> notification.event() instanceof Published)
                .filter(notification -> !notification.recipients().isEmpty())
                .map(Notification::collections)
                .toList();
    }

    private List<String> children() {
        return pubsub.discovery()
                .node(COLLECTION)
                .map(node -> node.get(Settings.CHILDREN))
                .orElseThrow();
    }

    @Test
    void whatWasPublishedBeforeTheLinkIsNotToldThroughIt() {
        Outcome<List<String>> published = publish();
        link().delivery().run();

        published.delivery().run();

        assertThat(toldThrough()).isEmpty();
    }

    @Test
    void whatIsPublishedAfterTheLinkIsToldThroughIt() {
        link();

        publish().delivery().run();

        assertThat(toldThrough()).containsExactly(List.of("songs"));
    }

    @Test
    void whatIsPublishedWhileTheLinkIsMadeWaitsForIt() throws InterruptedException {
        CountDownLatch began = new CountDownLatch(1);
        Thread publisher = Thread.ofVirtual().unstarted(() -> {
            began.countDown();
            publish().delivery().run();
        });
        onceStored.set(() -> {
            publisher.start();
            await(began);
            assertThat(toldThrough()).isEmpty();
        });

        link().delivery().run();

        assertThat(publisher.join(Duration.ofSeconds(60))).isTrue();
        assertThat(toldThrough()).containsExactly(List.of("songs"));
        assertThat(children()).containsExactly("laments");
    }

    @Test
    void bothEndsShowALinkOfWhichTheStoreSaysNothing() {
        assertThat(children()).isEmpty();
        onceStored.set(() -> {
            throw new StoreException("the answer is lost", new IllegalStateException());
        });

        assertThatThrownBy(this::link).isInstanceOf(StoreException.class);

        assertThat(children()).containsExactly("laments");
        publish().delivery().run();
        assertThat(toldThrough()).containsExactly(List.of("songs"));
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }
}
