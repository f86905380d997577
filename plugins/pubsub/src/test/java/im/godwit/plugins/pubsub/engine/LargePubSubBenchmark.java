package im.godwit.plugins.pubsub.engine;

import im.godwit.core.store.SqliteDatabase;
import im.godwit.core.store.SqliteOptions;
import im.godwit.jid.Jid;
import im.godwit.paging.Position;
import im.godwit.plugins.pubsub.store.Services;
import im.godwit.plugins.pubsub.store.SqlNodeStore;
import im.godwit.xml.Element;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntConsumer;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whether a service stays as quick as it was when it has many nodes, and a node when it has many subscribers:
 * {@code ./godwit bench large-pubsub}, a JSON line for each thing that is done, in {@code target/large-pubsub.jsonl}.
 * Not part of the tests.
 */
@EnabledIfSystemProperty(named = "pubsub.large", matches = "true")
@Timeout(value = 1, unit = TimeUnit.HOURS)
class LargePubSubBenchmark {
    private static final Path RESULTS = Path.of("target", "large-pubsub.jsonl");
    private static final Jid SERVICE = Jid.ofDomain("pubsub.example.org");
    private static final int ITEMS = 100;
    private static final int SUBSCRIPTIONS = 100_000;
    private static final int OWNERS = 20;
    private static final int RUNS = 60;
    private static final int CACHED = 200_000;

    @TempDir
    private Path folder;

    private final AtomicLong ids = new AtomicLong();
    private final AtomicLong recipients = new AtomicLong();
    private SqliteDatabase database;
    private PubSub pubsub;

    @BeforeAll
    static void begin() throws IOException {
        Files.deleteIfExists(RESULTS);
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 100, 1_000, 10_000})
    void nodes(int nodes) {
        open(CACHED);
        long before = System.nanoTime();
        IntStream.range(0, nodes).forEach(this::fill);
        tell("filled", nodes, "items", nodes * ITEMS, "seconds", millis(System.nanoTime() - before) / 1000);
        database.close();

        long heap = heap();
        long closed = System.nanoTime();
        open(CACHED);
        newest(0);
        tell("start and the first answer", nodes, "ms", millis(System.nanoTime() - closed), "heap_kb", heap() - heap);
        measure("newest 10 of a node that is not in memory", nodes, i -> newest(1 + i * (nodes - 1) / RUNS));
        measure("newest 10", nodes, i -> newest(1 + i * (nodes - 1) / RUNS));
        measure("one item", nodes, i -> pubsub.retrieval().item(owner(i), node(i % nodes), "item" + i % ITEMS));
        measure("a new item", nodes, i -> publish(i % nodes, "new" + i, 1));
        measure("a changed item", nodes, i -> publish(i % nodes, "new" + i, 1));
        measure("a new node", nodes, i -> create(nodes + i));
        measure("what a node is", nodes, i -> pubsub.discovery().node(node(i)));
        measure(
                "100 of the nodes",
                nodes,
                i -> pubsub.discovery()
                        .nodes(
                                owner(i),
                                SERVICE,
                                new Position.After(node(i * nodes / RUNS).node()),
                                100));
        measure("one's own nodes", nodes, i -> pubsub.retrieval().affiliations(owner(i), SERVICE));
        measure("upkeep", nodes, i -> pubsub.upkeep());
        IntStream.range(0, nodes).forEach(this::newest);
        tell("all were used", nodes, "heap_kb", heap() - heap);
        database.close();

        open(1000);
        IntStream.range(0, nodes).forEach(this::newest);
        tell("all were used, 1000 may be in memory", nodes, "heap_kb", heap() - heap);
        database.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {1_000, 1_000, 10_000, SUBSCRIPTIONS})
    void subscriptions(int subscriptions) {
        open(2 * SUBSCRIPTIONS);
        create(0);
        create(1);
        Node node = pubsub.discovery().node(node(0)).orElseThrow();
        List<Subscription> all = IntStream.range(0, subscriptions)
                .mapToObj(i -> Subscription.of(subscriber(i), "id" + i, SubscriptionState.SUBSCRIBED))
                .toList();
        new SqlNodeStore(database, Services.at(SERVICE))
                .change(node, Map.of(), all, new NodeStore.Trace(Instant.EPOCH, 0));
        database.close();

        long heap = heap();
        long closed = System.nanoTime();
        open(2 * SUBSCRIPTIONS);
        publish(0, "first", 1);
        tell(
                "the first item after the start",
                subscriptions,
                "ms",
                millis(System.nanoTime() - closed),
                "heap_kb",
                heap() - heap);
        measure("an item", subscriptions, i -> publish(0, "item", 1));
        measure(
                "one more subscription",
                subscriptions,
                i -> pubsub.subscribing()
                        .subscribe(owner(i), node(0), owner(i).withResource("r" + i), UnaryOperator.identity()));
        measure(
                "one's own subscriptions",
                subscriptions,
                i -> pubsub.retrieval().subscriptions(owner(i), SERVICE));
        measure(
                "how many subscribers",
                subscriptions,
                i -> pubsub.discovery()
                        .subscribers(pubsub.discovery().node(node(0)).orElseThrow()));
        measure("who comes", subscriptions, i -> pubsub.attendance().came(SERVICE, subscriber(i), some -> false));
        measure("who goes", subscriptions, i -> pubsub.attendance().left(SERVICE, subscriber(i), true));
        measure("the owner's list", subscriptions, i -> pubsub.subscriptions().list(owner(0), node(0)));
        measure("an item of another node", subscriptions, i -> publish(1, "item", 1));
        deletedWhileOthersWrite(subscriptions);
        database.close();
    }

    /** How long others wait for their own changes while all that belongs to a large node goes. */
    private void deletedWhileOthersWrite(int subscriptions) {
        AtomicLong longest = new AtomicLong();
        AtomicBoolean done = new AtomicBoolean();
        Thread others = Thread.startVirtualThread(() -> {
            while (!done.get()) {
                long before = System.nanoTime();
                publish(1, "item", 1);
                longest.accumulateAndGet(System.nanoTime() - before, Math::max);
            }
        });
        long before = System.nanoTime();
        pubsub.management()
                .delete(owner(0), node(0), Optional.empty())
                .delivery()
                .run();
        long took = System.nanoTime() - before;
        done.set(true);
        join(others);
        tell("the node goes", subscriptions, "ms", millis(took), "others_wait_ms", millis(longest.get()));
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    private void open(int cached) {
        database = SqliteDatabase.open(SqliteOptions.durable(folder.resolve("pubsub.db")));
        database.migrate(SqlNodeStore.MIGRATIONS);
        Limits limits =
                new Limits(1000, 1000, 65536, 1 << 20, 2 * SUBSCRIPTIONS, 1000, cached, 100, Duration.ofDays(365));
        pubsub = new PubSub(
                new SqlNodeStore(database, Services.at(SERVICE)),
                new Policy(limits, Configuration.STANDARD, (service, account) -> true, Set.of(), Set.of()),
                Surroundings.NONE,
                Clock.systemUTC(),
                () -> "id" + ids.incrementAndGet(),
                told -> told.forEach(notification ->
                        recipients.addAndGet(notification.recipients().size())));
    }

    private static Jid owner(int i) {
        return Jid.of("owner" + i % OWNERS, "example.org");
    }

    private static Jid subscriber(int i) {
        return Jid.of("user" + i, "example.org");
    }

    private static NodeAddress node(int i) {
        return new NodeAddress(SERVICE, "node%06d".formatted(i));
    }

    private void fill(int i) {
        create(i);
        publish(i, "item", ITEMS);
    }

    private void create(int i) {
        pubsub.management().create(owner(i), node(i), UnaryOperator.identity());
    }

    private void publish(int node, String name, int count) {
        Payload payload = Payload.of(
                Element.builder("urn:example", "song").text("x".repeat(200)).build());
        List<Draft> drafts = IntStream.range(0, count)
                .mapToObj(i -> new Draft(Optional.of(count == 1 ? name : name + i), Optional.of(payload)))
                .toList();
        pubsub.publishing()
                .publish(owner(node), node(node), drafts, Preconditions.NONE)
                .delivery()
                .run();
    }

    private void newest(int node) {
        pubsub.retrieval().page(owner(node), node(node), Optional.empty(), ItemQuery.newest(10));
    }

    /** How long the same takes, done again and again. */
    private static void measure(String what, int size, IntConsumer work) {
        long[] nanos = new long[RUNS];
        for (int run = 0; run < RUNS; run++) {
            long before = System.nanoTime();
            work.accept(run);
            nanos[run] = System.nanoTime() - before;
        }
        Arrays.sort(nanos);
        tell(what, size, "p50_ms", millis(nanos[RUNS / 2]), "max_ms", millis(nanos[RUNS - 1]));
    }

    private static double millis(long nanos) {
        return nanos / 1000 / 1000.0;
    }

    /** Kilobytes in use after a collection. */
    private static long heap() {
        System.gc();
        return (Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory()) / 1024;
    }

    private static void tell(String what, int size, Object... namesAndValues) {
        StringBuilder line = new StringBuilder(
                "{\"label\":\"godwit\",\"mode\":\"large-pubsub\",\"size\":" + size + ",\"what\":\"" + what + "\"");
        for (int i = 0; i < namesAndValues.length; i += 2) {
            line.append(",\"").append(namesAndValues[i]).append("\":").append(namesAndValues[i + 1]);
        }
        try {
            Files.writeString(RESULTS, line.append("}\n"), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
