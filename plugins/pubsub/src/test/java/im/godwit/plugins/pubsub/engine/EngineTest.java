package im.godwit.plugins.pubsub.engine;

import static org.assertj.core.api.Assertions.assertThat;

import im.godwit.core.store.SqliteDatabase;
import im.godwit.core.store.SqliteOptions;
import im.godwit.jid.Jid;
import im.godwit.plugins.pubsub.engine.Policy.Ability;
import im.godwit.plugins.pubsub.store.Services;
import im.godwit.plugins.pubsub.store.SqlNodeStore;
import im.godwit.testkit.MutableClock;
import im.godwit.xml.Element;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** An engine over a database, with one owner and one node; what the tests of its rules begin with. */
class EngineTest {
    static final Jid SERVICE = Jid.ofDomain("pubsub.example.org");
    static final NodeAddress NODE = new NodeAddress(SERVICE, "music");
    static final Jid OWNER = Jid.parse("hamlet@example.org/home");
    static final Jid OTHER = Jid.parse("horatio@example.org/home");

    final MutableClock clock = new MutableClock();
    final List<Notification> told = new ArrayList<>();
    final Map<Jid, Set<String>> contacts = new LinkedHashMap<>();
    private final AtomicInteger ids = new AtomicInteger();
    private SqliteDatabase database;
    PubSub pubsub;

    @BeforeEach
    void open(@TempDir Path folder) {
        database = SqliteDatabase.open(new SqliteOptions(folder.resolve("test.db"), 2, SqliteOptions.Durability.NONE));
        database.migrate(SqlNodeStore.MIGRATIONS);
        Policy policy = new Policy(
                new Limits(10, 100, 1000, 10_000, 10, 10, 100, 9, Duration.ofDays(365)),
                Configuration.STANDARD,
                (service, account) -> true,
                Set.<Ability>of(),
                Set.of());
        Contacts ofOwner = (owner, contact) ->
                owner.equals(OWNER.bare()) ? Optional.ofNullable(contacts.get(contact)) : Optional.empty();
        pubsub = new PubSub(
                new SqlNodeStore(database, Services.at(NODE.service())),
                policy,
                new Surroundings(ofOwner, Availability.UNKNOWN, Followers.NONE),
                clock,
                () -> "id" + ids.incrementAndGet(),
                told::addAll);
        pubsub.management().create(OWNER, NODE, UnaryOperator.identity());
    }

    @AfterEach
    void close() {
        database.close();
    }

    static List<Draft> draft(String id) {
        Payload payload =
                Payload.of(Element.builder("urn:example", "song").text(id).build());
        return List.of(new Draft(Optional.of(id), Optional.of(payload)));
    }

    Outcome<List<String>> publish(Jid who, String id) {
        return pubsub.publishing().publish(who, NODE, draft(id), Preconditions.NONE);
    }

    Outcome<Subscription> subscribe(Jid who) {
        return pubsub.subscribing().subscribe(who, NODE, who, UnaryOperator.identity());
    }

    <T> void configure(Setting<T> setting, T value) {
        pubsub.management().configure(OWNER, NODE, before -> before.with(setting, value));
    }

    void affiliate(Jid who, Affiliation affiliation) {
        SequencedMap<Jid, Affiliation> wanted = new LinkedHashMap<>();
        wanted.put(who.bare(), affiliation);
        assertThat(pubsub.affiliating().change(OWNER, NODE, wanted).value()).isEmpty();
    }

    /** Why a request is refused, or {@code yes} if it is done. */
    static String said(Runnable request) {
        try {
            request.run();
            return "yes";
        } catch (RefusedException refused) {
            return refused.refusal().toString();
        }
    }
}
