package im.godwit.core.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.godwit.core.host.Persistence;
import im.godwit.jid.Jid;
import im.godwit.store.Codec;
import im.godwit.store.Database;
import im.godwit.store.Gathering;
import im.godwit.store.Migrations;
import im.godwit.store.Row;
import im.godwit.store.Sql;
import im.godwit.store.Store;
import im.godwit.store.StoreException;
import im.godwit.xml.Element;
import im.godwit.xml.Name;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every database does. Each test works on an empty one. */
interface PersistenceContract {
    Migrations THINGS = new Migrations("things", List.of("""
            CREATE TABLE things (
              id IDENTITY_KEY,
              name TEXT NOT NULL UNIQUE,
              number BIGINT,
              flag BOOLEAN NOT NULL DEFAULT FALSE,
              bytes BYTEA
            );
            """));

    Function<Row, Object> NAME = row -> row.text("name");

    enum Colour {
        GREEN
    }

    /** The same database each time in one test. */
    Persistence persistence();

    private Database things() {
        persistence().migrate(THINGS);
        return persistence().database();
    }

    private static void add(Database database, String name) {
        database.write(sql -> sql.update("INSERT INTO things (name) VALUES (?)", name));
    }

    private static List<Object> names(Database database) {
        return database.read(sql -> sql.query("SELECT name FROM things ORDER BY id", NAME));
    }

    @Test
    default void everyKindOfArgumentIsReadBackAsItWasWritten() {
        Jid jid = Jid.parse("juliet@capulet.lit/balcony");
        Element element = Element.of(new Name("urn:x", "e"), "5 < 6 & 'seven' \uD83D\uDC26");
        Instant time = Instant.parse("2026-11-24T01:02:03.123456Z");

        assertThat(kept("name", "\u00e9\n'\";--", NAME)).isEqualTo("\u00e9\n'\";--");
        assertThat(kept("name", Colour.GREEN, NAME)).isEqualTo("GREEN");
        assertThat(kept("name", jid, row -> row.jid("name"))).isEqualTo(jid);
        assertThat(kept("name", element, row -> row.element("name"))).isEqualTo(element);
        assertThat(kept("number", time, row -> row.instant("number"))).isEqualTo(time);
        assertThat(kept("number", Optional.of(-7), row -> row.number("number"))).isEqualTo(-7L);
        assertThat(kept("flag", true, row -> row.flag("flag"))).isEqualTo(true);
        assertThat(kept("bytes", new byte[] {0, -1, 39}, row -> row.bytes("bytes")))
                .isEqualTo(new byte[] {0, -1, 39});
    }

    @Test
    default void nullIsReadOnlyByThoseWhoExpectIt() {
        assertThat(kept("number", Optional.empty(), row -> row.optionalNumber("number")))
                .isEqualTo(Optional.empty());
        assertThatThrownBy(() -> kept("number", Optional.empty(), row -> row.number("number")))
                .isInstanceOf(StoreException.class);
    }

    private Object kept(String column, Object value, Function<Row, Object> map) {
        Database database = things();
        database.write(sql -> sql.update("DELETE FROM things"));
        add(database, "x");
        database.write(sql -> sql.update("UPDATE things SET " + column + " = ?", value));
        return database.read(sql -> sql.first("SELECT * FROM things", map)).orElseThrow();
    }

    @Test
    default void whatWasWrittenIsReadAtOnce() {
        Database database = things();

        add(database, "one");

        assertThat(names(database)).containsExactly("one");
    }

    /** Adds one thing whose name is all that it was given. */
    private static void addTogether(Sql sql, List<String> names) {
        sql.update("INSERT INTO things (name) VALUES (?)", String.join("+", names));
    }

    @Test
    default void whatIsGivenIsWrittenTogetherBeforeTheNextStatement() {
        Database database = things();
        Gathering<String> together = PersistenceContract::addTogether;

        List<Object> seen = database.write(sql -> {
            sql.give(together, "one");
            sql.give(together, "two");
            List<Object> soFar = sql.query("SELECT name FROM things", NAME);
            sql.give(together, "three");
            return soFar;
        });

        assertThat(seen).containsExactly("one+two");
        assertThat(names(database)).containsExactly("one+two", "three");
    }

    @Test
    default void whoGivesWhatCannotBeWrittenFails() {
        Database database = things();
        Gathering<String> together = PersistenceContract::addTogether;
        add(database, "one");

        assertThatThrownBy(() -> database.write(sql -> {
                    sql.update("INSERT INTO things (name) VALUES (?)", "half");
                    sql.give(together, "one");
                    return true;
                }))
                .isInstanceOf(StoreException.class);
        assertThatThrownBy(() -> database.write(sql -> {
                    sql.give(together, "two");
                    throw new IllegalArgumentException("changed its mind");
                }))
                .isInstanceOf(IllegalArgumentException.class);

        add(database, "three");
        assertThat(names(database)).containsExactly("one", "three");
    }

    @Test
    default void workThatThrowsLeavesNothingBehindAndItsExceptionComesThrough() {
        Database database = things();

        assertThatThrownBy(() -> database.write(sql -> {
                    sql.update("INSERT INTO things (name) VALUES (?)", "half");
                    throw new IllegalArgumentException("changed its mind");
                }))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("changed its mind");

        assertThat(names(database)).isEmpty();
    }

    @Test
    default void workThatSwallowsTheFailureOfAStatementIsUndoneAllTheSame() {
        Database database = things();
        add(database, "one");

        assertThatThrownBy(() -> database.write(sql -> {
                    sql.update("INSERT INTO things (name) VALUES (?)", "two");
                    try {
                        sql.update("INSERT INTO things (name) VALUES (?)", "one");
                    } catch (StoreException swallowed) {
                        return 0;
                    }
                    return 1;
                }))
                .isInstanceOf(StoreException.class);

        assertThat(names(database)).containsExactly("one");
        add(database, "three");
        assertThat(names(database)).containsExactly("one", "three");
    }

    @Test
    default void aMistakenStatementIsNamed() {
        assertThatThrownBy(() -> persistence().database().read(sql -> sql.query("SELECT nonsense", NAME)))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("SELECT nonsense");
    }

    @Test
    default void aQueryMayRunWithinTheMappingOfTheSameQuery() {
        Database database = things();
        add(database, "one");
        add(database, "two");
        String next = "SELECT id, name FROM things WHERE id > ? ORDER BY id";

        List<Integer> followers = database.read(sql ->
                sql.query(next, row -> sql.query(next, NAME, row.number("id")).size(), 0));

        assertThat(followers).containsExactly(1, 0);
    }

    @Test
    default void aStatementOfInsertAnswersItsKey() {
        Database database = things();

        long first = insert(database, "one");
        long second = insert(database, "two");

        assertThat(second).isGreaterThan(first);
    }

    private static long insert(Database database, String name) {
        return database.write(
                sql -> sql.first("INSERT INTO things (name) VALUES (?) RETURNING id", row -> row.number("id"), name)
                        .orElseThrow());
    }

    @Test
    default void changesOfManyThreadsDoNotOverwriteEachOther() throws Exception {
        Store<Long> counter = persistence().store("counter", new Codec<>(Object::toString, Long::valueOf));
        Jid juliet = Jid.parse("juliet@localhost");
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<Object> increment = () -> counter.update(juliet, before -> Optional.of(before.orElse(0L) + 1));
            for (Future<Object> done : threads.invokeAll(
                    IntStream.range(0, 40).mapToObj(i -> increment).toList())) {
                done.get();
            }
        }

        assertThat(counter.get(juliet)).contains(40L);
    }

    @Test
    default void aStoreKeepsAValueForEachAccountAndName() {
        Codec<String> text = new Codec<>(Function.identity(), Function.identity());
        Store<String> colours = persistence().store("colour", text);
        Store<String> shapes = persistence().store("shape", text);
        Jid juliet = Jid.parse("juliet@localhost");
        Jid romeo = Jid.parse("romeo@localhost");

        colours.put(juliet, "green");
        shapes.put(juliet, "round");
        colours.put(romeo, "blue");
        Store.Change<String> change = colours.update(juliet, before -> before.map(old -> old + "er"));
        shapes.update(juliet, before -> Optional.empty());

        assertThat(change).isEqualTo(new Store.Change<>(Optional.of("green"), Optional.of("greener")));
        assertThat(colours.get(juliet)).contains("greener");
        assertThat(shapes.get(juliet)).isEmpty();
        persistence().forget(juliet);
        assertThat(colours.get(juliet)).isEmpty();
        assertThat(colours.get(romeo)).contains("blue");
    }

    @Test
    default void aMigrationRunsOnceAndALaterOneAmends() {
        Database database = things();
        add(database, "one");

        persistence().migrate(THINGS);
        persistence()
                .migrate(new Migrations(
                        "things", List.of(THINGS.scripts().getFirst(), "ALTER TABLE things ADD COLUMN more TEXT;")));

        assertThat(names(database)).containsExactly("one");
        database.write(sql -> sql.update("UPDATE things SET more = ?", "x"));
    }

    @Test
    default void aMigrationThatWasChangedAfterItRanIsRefused() {
        things();

        assertThatThrownBy(() -> persistence()
                        .migrate(new Migrations("things", List.of("CREATE TABLE other_things (id IDENTITY_KEY);"))))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("\"things\"");
    }

    @Test
    default void tablesOfANewerVersionAreRefused() {
        things();

        assertThatThrownBy(() -> persistence().migrate(new Migrations("things", List.of())))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("newer version");
    }

    @Test
    default void aMigrationThatFailsHalfwayLeavesNothing() {
        assertThatThrownBy(() -> persistence()
                        .migrate(new Migrations("half", List.of("CREATE TABLE half (id IDENTITY_KEY);\nNONSENSE;\n"))))
                .isInstanceOf(StoreException.class);

        persistence().migrate(new Migrations("half", List.of("CREATE TABLE half (id IDENTITY_KEY);")));
    }

    @Test
    default void nothingIsReadOrWrittenAfterTheEnd() {
        Database database = things();
        persistence().close();

        assertThatThrownBy(() -> add(database, "late")).isInstanceOf(StoreException.class);
    }
}
