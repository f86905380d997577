package im.godwit.plugins.pubsub.engine;

import static org.assertj.core.api.Assertions.assertThat;

import im.godwit.core.store.SqliteDatabase;
import im.godwit.core.store.SqliteOptions;
import im.godwit.jid.Jid;
import im.godwit.plugins.pubsub.engine.Policy.Ability;
import im.godwit.plugins.pubsub.engine.Refusal.Reason;
import im.godwit.plugins.pubsub.store.Services;
import im.godwit.plugins.pubsub.store.SqlNodeStore;
import im.godwit.testkit.MutableClock;
import im.godwit.xml.Element;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nodes of the service itself, before and after other configurations. */
class OwnNodesTest {
    private static final Jid SERVICE = Jid.ofDomain("pubsub.example.org");
    private static final Jid USER = Jid.parse("hamlet@example.org/home");
    private static final NodeAddress NODE = new NodeAddress(SERVICE, "notice");
    private static final Configuration ONE = Configuration.STANDARD.with(Settings.MAX_ITEMS, Amount.of(1));

    private final List<Notification> told = new ArrayList<>();
    private SqliteDatabase database;

    @BeforeEach
    void open(@TempDir Path folder) {
        database = SqliteDatabase.open(new SqliteOptions(folder.resolve("test.db"), 2, SqliteOptions.Durability.NONE));
        database.migrate(SqlNodeStore.MIGRATIONS);
    }

    @AfterEach
    void close() {
        database.close();
    }

    /** A service that has just started, whose users may have no nodes but one. */
    private PubSub starts(Map<String, Configuration> own) {
        Policy policy = new Policy(
                new Limits(1, 100, 1000, 10_000, 10, 10, 100, 9, Duration.ofDays(365)),
                Configuration.STANDARD,
                Map.of(),
                own,
                (service, account) -> account.hasLocal(),
                Set.of(Ability.COLLECTIONS, Ability.AUTO_CREATE),
                Set.of());
        PubSub pubsub = new PubSub(
                new SqlNodeStore(database, Services.at(SERVICE)),
                policy,
                new Surroundings((owner, contact) -> Optional.empty(), Availability.UNKNOWN, Followers.NONE),
                new MutableClock(),
                () -> "id",
                told::addAll);
        pubsub.management().openRoot(SERVICE);
        return pubsub;
    }

    private static Payload payload(String text) {
        return Payload.of(Element.builder("urn:example", "notice").text(text).build());
    }

    private static void hold(PubSub pubsub, String text) {
        pubsub.ownNodes().hold(NODE, "current", payload(text));
    }

    private static Optional<Payload> held(PubSub pubsub) {
        return pubsub.retrieval().item(USER, NODE, "current").payload();
    }

    @Test
    void theServiceOwnsTheNode() {
        PubSub pubsub = starts(Map.of("notice", ONE));
        hold(pubsub, "open");

        assertThat(held(pubsub)).contains(payload("open"));
        assertThat(pubsub.management().configuration(SERVICE, NODE).get(Settings.MAX_ITEMS))
                .isEqualTo(Amount.of(1));
        assertThat(EngineTest.said(() -> pubsub.management().configuration(USER, NODE)))
                .isEqualTo("FORBIDDEN");
    }

    @Test
    void subscribersAreToldWhatIsNewAlone() {
        PubSub before = starts(Map.of("notice", ONE));
        hold(before, "open");
        before.subscribing().subscribe(USER, NODE, USER, UnaryOperator.identity());
        told.clear();

        PubSub after = starts(Map.of("notice", ONE));
        hold(after, "open");
        assertThat(told).isEmpty();

        hold(after, "closed");
        assertThat(told).hasSize(1);
        assertThat(held(after)).contains(payload("closed"));
    }

    @Test
    void theNodeIsConfiguredAsItIsToBeNow() {
        hold(starts(Map.of("notice", ONE)), "open");
        PubSub after = starts(Map.of("notice", ONE.with(Settings.TITLE, "Notice")));
        hold(after, "open");

        assertThat(after.management().configuration(SERVICE, NODE).get(Settings.TITLE))
                .isEqualTo("Notice");
    }

    @Test
    void nobodyElseMakesTheNode() {
        PubSub pubsub = starts(Map.of("notice", ONE));

        assertThat(EngineTest.said(() -> pubsub.management().create(USER, NODE, UnaryOperator.identity())))
                .isEqualTo("SERVICE_NODE");
        assertThat(EngineTest.said(
                        () -> pubsub.publishing().publish(USER, NODE, EngineTest.draft("x"), Preconditions.NONE)))
                .isEqualTo("SERVICE_NODE");
    }

    @Test
    void whatUsersMadeBeforeStaysTheirs() {
        starts(Map.of()).management().create(USER, NODE, UnaryOperator.identity());
        PubSub after = starts(Map.of("notice", ONE));

        assertThat(EngineTest.said(() -> hold(after, "open"))).isEqualTo(Reason.NODE_EXISTS.toString());
        after.ownNodes().withdraw(NODE);
        assertThat(after.management().configuration(USER, NODE).get(Settings.MAX_ITEMS))
                .isEqualTo(Configuration.STANDARD.get(Settings.MAX_ITEMS));
    }

    @Test
    void whatIsWithdrawnIsGone() {
        hold(starts(Map.of("notice", ONE)), "open");
        PubSub after = starts(Map.of("notice", ONE));
        after.ownNodes().withdraw(NODE);

        assertThat(EngineTest.said(() -> held(after))).isEqualTo("NODE_MISSING");
        after.ownNodes().withdraw(NODE);
    }
}
