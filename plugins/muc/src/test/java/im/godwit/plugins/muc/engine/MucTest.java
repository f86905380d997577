package im.godwit.plugins.muc.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import im.godwit.archive.ArchiveLimits;
import im.godwit.core.store.SqliteDatabase;
import im.godwit.core.store.SqliteOptions;
import im.godwit.jid.Jid;
import im.godwit.plugins.muc.engine.ArchiveKey.OfRoom;
import im.godwit.plugins.muc.engine.RoomEvent.Lost;
import im.godwit.plugins.muc.engine.RoomEvent.Presented;
import im.godwit.plugins.muc.engine.RoomEvent.Said;
import im.godwit.plugins.muc.store.SqlRoomStore;
import im.godwit.store.Database;
import im.godwit.store.Sql;
import im.godwit.store.StoreException;
import im.godwit.testkit.MutableClock;
import im.godwit.xml.Element;
import im.godwit.xml.Name;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What exchanges cannot show: many at once, and a database that fails. */
class MucTest {
    private static final Jid SERVICE = Jid.ofDomain("conference.example.org");
    private static final Jid ROOM = Jid.parse("coven@conference.example.org");
    private static final Jid OWNER = Jid.parse("crone@example.org/desk");
    private static final Rate ANY = new Rate(1_000_000, 1_000_000);
    private static final Policy POLICY = new Policy(
            new Limits(100, 1000, 1000, 1000, 10_000, 100, ANY, ANY, ANY, ANY, 1000, 1000),
            ArchiveLimits.of(0, Duration.ZERO),
            account -> true,
            true,
            account -> false);

    private final List<RoomEvent> events = new ArrayList<>();
    private SqliteDatabase database;

    @BeforeEach
    void open(@TempDir Path folder) {
        database = SqliteDatabase.open(new SqliteOptions(folder.resolve("test.db"), 2, SqliteOptions.Durability.NONE));
        database.migrate(SqlRoomStore.MIGRATIONS);
    }

    @AfterEach
    void close() {
        database.close();
    }

    private static Muc muc(Database database, BiConsumer<Jid, RoomEvent> outlet) {
        return new Muc(
                SERVICE,
                new SqlRoomStore(database),
                POLICY,
                new MutableClock(),
                (room, entry) -> 100,
                (room, events) -> events.forEach(event -> outlet.accept(room, event)));
    }

    private static Entry entry(Jid session, String nick) {
        return new Entry(
                session,
                Nickname.of(nick).orElseThrow(),
                false,
                Optional.empty(),
                HistoryWish.ANY,
                Element.of(Name.of("presence")),
                Optional.empty());
    }

    private static Jid user(int number) {
        return Jid.parse("user" + number + "@example.org/pda");
    }

    private static Remark text(String text) {
        Utterance what = new Utterance(Element.of(Name.of("message"), text), text.length(), true, List.of());
        return new Remark(text, what, Optional.empty());
    }

    private static void open(Muc muc, boolean persistent) {
        muc.entering().enter(ROOM, entry(OWNER, "crone")).told();
        configure(muc, before -> before.with(Settings.PERSISTENT, persistent).with(Settings.MAX_HISTORY, 1000));
    }

    private static void configure(Muc muc, UnaryOperator<Configuration> edit) {
        muc.owning()
                .configure(ROOM, OWNER, new Owning.Submission(edit, Optional.empty(), Optional.empty()))
                .told();
    }

    /** A database that refuses to write while it is told to. */
    private record Failing(Database behind, AtomicInteger failures) implements Database {
        @Override
        public <T> T read(Function<Sql, T> work) {
            return behind.read(work);
        }

        @Override
        public <T> T write(Function<Sql, T> work) {
            if (failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                throw new StoreException("the disk is full", new IllegalStateException());
            }
            return behind.write(work);
        }
    }

    @Test
    void allGetAllMessagesInOneOrderHoweverManySpeakAtOnce() throws Exception {
        int speakers = 8;
        int each = 50;
        Map<Jid, List<String>> heard = new ConcurrentHashMap<>();
        Muc muc = muc(database, (room, event) -> {
            if (event instanceof Said said) {
                said.to()
                        .forEach(to -> heard.computeIfAbsent(to, jid -> new ArrayList<>())
                                .add(said.entry().content().text()));
            }
        });
        open(muc, true);
        for (int i = 0; i < speakers; i++) {
            muc.entering().enter(ROOM, entry(user(i), "user" + i)).told();
        }
        CountDownLatch start = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < speakers; i++) {
                int speaker = i;
                running.add(threads.submit(() -> {
                    start.await();
                    for (int m = 0; m < each; m++) {
                        muc.speaking()
                                .say(ROOM, user(speaker), text(speaker + "-" + m))
                                .told();
                    }
                    return speaker;
                }));
            }
            start.countDown();
            for (Future<?> one : running) {
                one.get(60, TimeUnit.SECONDS);
            }
        }

        List<String> order = heard.get(OWNER);
        assertThat(order).hasSize(speakers * each).doesNotHaveDuplicates();
        assertThat(heard.values()).allMatch(order::equals).hasSize(speakers + 1);
        assertThat(order.stream().filter(text -> text.startsWith("3-")).toList())
                .isEqualTo(IntStream.range(0, each).mapToObj(m -> "3-" + m).toList());
        long key = new SqlRoomStore(database).load(ROOM).orElseThrow().key();
        assertThat(new SqlRoomStore(database).history(new OfRoom(key), 1000))
                .extracting(entry -> entry.content().text())
                .isEqualTo(order);
    }

    /** A database that does something before it writes, once it is told to. */
    private record Interrupted(Database behind, AtomicReference<Runnable> before) implements Database {
        @Override
        public <T> T read(Function<Sql, T> work) {
            return behind.read(work);
        }

        @Override
        public <T> T write(Function<Sql, T> work) {
            before.getAndSet(() -> {}).run();
            return behind.write(work);
        }
    }

    @Test
    void whatWaitsWhileARoomBecomesPersistentIsInItsArchive() {
        AtomicReference<Runnable> before = new AtomicReference<>(() -> {});
        Muc muc = muc(new Interrupted(database, before), (room, event) -> events.add(event));
        open(muc, false);
        configure(muc, now -> now.with(Settings.ARCHIVED_WHILE_OPEN, true));
        Outcome<Boolean> waiting = muc.speaking().say(ROOM, OWNER, text("waiting"));
        before.set(() -> configure(muc, now -> now.with(Settings.PERSISTENT, true)));

        muc.speaking().say(ROOM, OWNER, text("written")).told();
        waiting.told();

        long key = new SqlRoomStore(database).load(ROOM).orElseThrow().key();
        assertThat(new SqlRoomStore(database).history(new OfRoom(key), 1000))
                .extracting(entry -> entry.content().text())
                .containsExactly("waiting", "written");
        assertThat(events.stream().filter(Said.class::isInstance)).hasSize(2);
    }

    @Test
    void aMessageThatCannotBeKeptReachesNobodyAndItsAuthorKnows() {
        AtomicInteger failures = new AtomicInteger();
        Muc muc = muc(new Failing(database, failures), (room, event) -> events.add(event));
        open(muc, true);
        events.clear();

        failures.set(1);
        muc.speaking().say(ROOM, OWNER, text("lost")).told();
        muc.speaking().say(ROOM, OWNER, text("kept")).told();
        muc.entering().enter(ROOM, entry(user(1), "user")).told();

        assertThat(events.get(0))
                .isInstanceOfSatisfying(
                        Lost.class, lost -> assertThat(lost.to()).isEqualTo(OWNER));
        assertThat(events.get(1)).isInstanceOf(Said.class);
        assertThat(events.stream().filter(RoomEvent.Remembered.class::isInstance))
                .as("the history has only what was kept")
                .hasSize(1);
    }

    @Test
    void whatCannotBeWithdrawnStays() {
        AtomicInteger failures = new AtomicInteger();
        Muc muc = muc(new Failing(database, failures), (room, event) -> events.add(event));
        open(muc, true);
        muc.speaking().say(ROOM, OWNER, text("stays")).told();
        events.clear();
        Element tombstone = Element.of(Name.of("gone"));
        Moderating.Notice notice = new Moderating.Notice("n", Element.of(Name.of("message"), "notice"), tombstone);

        failures.set(1);
        Outcome<Boolean> moderation = muc.moderating().retract(ROOM, OWNER, "stays", (by, id) -> notice);
        assertThatExceptionOfType(StoreException.class).isThrownBy(moderation.before()::run);
        assertThat(events).as("nobody is told").isEmpty();
        failures.set(1);
        Utterance retraction = text("retraction").what();
        muc.speaking()
                .say(
                        ROOM,
                        OWNER,
                        new Remark("r", retraction, Optional.of(new Withdrawal("stays", Optional.empty(), tombstone))))
                .told();
        assertThat(events).hasSize(1).hasOnlyElementsOfType(Lost.class);

        muc.entering().enter(ROOM, entry(user(1), "user")).told();
        assertThat(events)
                .filteredOn(RoomEvent.Remembered.class::isInstance)
                .extracting(event ->
                        ((RoomEvent.Remembered) event).entry().content().text())
                .containsExactly("stays");
        Outcome<Boolean> again = muc.moderating().retract(ROOM, OWNER, "stays", (by, id) -> notice);
        again.before().run();
        again.told();
        events.clear();
        muc.entering().enter(ROOM, entry(user(2), "other")).told();
        assertThat(events)
                .filteredOn(RoomEvent.Remembered.class::isInstance)
                .extracting(event ->
                        ((RoomEvent.Remembered) event).entry().content().text())
                .containsExactly("notice");
    }

    @Test
    void aChangeThatCannotBeKeptChangesNothing() {
        AtomicInteger failures = new AtomicInteger();
        Muc muc = muc(new Failing(database, failures), (room, event) -> events.add(event));
        open(muc, true);
        events.clear();

        failures.set(1);
        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> muc.affiliating()
                        .change(
                                ROOM,
                                OWNER,
                                List.of(new Affiliating.AffiliationChange(
                                        user(1), Affiliation.MEMBER, Optional.empty(), Optional.empty()))));

        assertThat(muc.affiliating().list(ROOM, OWNER, Affiliation.MEMBER)).isEmpty();
        assertThat(events).isEmpty();
    }

    @Test
    void whatIsSaidBecauseOfSomethingSaidComesAfterIt() {
        Muc[] muc = new Muc[1];
        muc[0] = muc(database, (room, event) -> {
            events.add(event);
            boolean ghost = event instanceof Said said && said.to().contains(user(1));
            if (ghost) {
                muc[0].leaving().lose(ROOM, user(1)).told(); // its server said that it is gone
            }
        });
        open(muc[0], false);
        muc[0].entering().enter(ROOM, entry(user(1), "ghost")).told();
        events.clear();

        muc[0].speaking().say(ROOM, OWNER, text("hello")).told();

        assertThat(events.get(0)).isInstanceOf(Said.class);
        assertThat(events.get(1)).isInstanceOfSatisfying(Presented.class, gone -> {
            assertThat(gone.available()).isFalse();
            assertThat(gone.how().codes()).containsExactly(Status.TECHNICAL_PROBLEM);
        });
    }

    @Test
    void whatCannotBeSaidDoesNotKeepTheRoomFromSayingTheRest() {
        Muc muc = muc(database, (room, event) -> {
            if (event instanceof Said said && said.entry().content().text().equals("bad")) {
                throw new IllegalStateException("a bug");
            }
            events.add(event);
        });
        open(muc, false);
        events.clear();

        muc.speaking().say(ROOM, OWNER, text("bad")).told();
        muc.speaking().say(ROOM, OWNER, text("good")).told();

        assertThat(events).hasSize(1);
    }

    /** A database that counts what is read. */
    private record Counting(Database behind, AtomicInteger reads) implements Database {
        @Override
        public <T> T read(Function<Sql, T> work) {
            reads.incrementAndGet();
            return behind.read(work);
        }

        @Override
        public <T> T write(Function<Sql, T> work) {
            return behind.write(work);
        }
    }

    @Test
    void aServiceStartsWithoutLookingAtItsRooms() {
        open(muc(database, (room, event) -> {}), true);
        AtomicInteger reads = new AtomicInteger();

        Muc again = muc(new Counting(database, reads), (room, event) -> {});

        assertThat(reads).hasValue(0);
        assertThat(again.owning().form(ROOM, OWNER).owners()).containsExactly(OWNER.bare());
        assertThat(reads).as("woken on demand").hasPositiveValue();
    }

    @Test
    void aRoomWithoutOccupantsIsNotInMemory() {
        SqlRoomStore store = new SqlRoomStore(database);
        Rooms rooms = new Rooms(store, POLICY, new MutableClock(), (room, event) -> {});
        Entering entering = new Entering(rooms, new OccupantIds(new byte[32]), (room, entry) -> 100);
        Leaving leaving = new Leaving(rooms);
        Owning owning = new Owning(rooms);
        entering.enter(ROOM, entry(OWNER, "crone")).told();
        owning.configure(
                        ROOM,
                        OWNER,
                        new Owning.Submission(
                                c -> c.with(Settings.PERSISTENT, true), Optional.empty(), Optional.empty()))
                .told();
        assertThat(rooms.awake()).containsExactly(ROOM);

        leaving.leave(ROOM, OWNER, Element.of(Name.of("presence")), Optional.empty())
                .told();

        assertThat(rooms.awake()).isEmpty();
        assertThat(owning.form(ROOM, OWNER).owners()).containsExactly(OWNER.bare());
        assertThat(rooms.awake()).isEmpty();
        leaving.lose(Jid.parse("nowhere@conference.example.org"), OWNER).told();
        assertThat(rooms.awake()).isEmpty();
    }

    @Test
    void whoLeavesWhileTheDatabaseFailsHasLeftAndHearsOfTheRoom() {
        AtomicInteger failures = new AtomicInteger();
        Muc muc = muc(new Failing(database, failures), (room, event) -> events.add(event));
        open(muc, true);
        muc.entering().enter(ROOM, entry(user(1), "one")).told();
        muc.indicating().subscribe(SERVICE, OWNER);
        events.clear();

        failures.set(1);
        muc.leaving().lose(ROOM, OWNER).told();

        assertThat(failures).hasValue(0);
        assertThat(events).filteredOn(Presented.class::isInstance).hasSize(2);
        muc.speaking().say(ROOM, user(1), text("hello")).told();
        assertThat(events).contains(new RoomEvent.Indicated(List.of(OWNER)));
    }

    @Test
    void whoSpeaksAndLeavesAtOnceIsHeardOf() {
        Muc muc = muc(database, (room, event) -> events.add(event));
        open(muc, true);
        Jid other = OWNER.withResource("pda");
        muc.entering().enter(ROOM, entry(user(1), "one")).told();
        muc.leaving().lose(ROOM, OWNER).told();
        assertThat(muc.indicating().subscribe(SERVICE, other)).isEmpty();

        Outcome<Boolean> said = muc.speaking().say(ROOM, user(1), text("hello"));
        muc.leaving().lose(ROOM, user(1)).told();
        said.told();

        assertThat(events).contains(new RoomEvent.Indicated(List.of(other)));
    }

    @Test
    void whoWasThereWhenTheServiceStoppedHasSeenAllAndWhoWasNotHasNot() {
        Muc before = muc(database, (room, event) -> {});
        open(before, true);
        before.entering().enter(ROOM, entry(user(1), "one")).told();
        before.registering()
                .register(ROOM, user(1), Nickname.of("one").orElseThrow())
                .told();
        before.leaving().lose(ROOM, user(1)).told();
        before.speaking().say(ROOM, OWNER, text("hello")).told();
        before.leaving().shutDown();

        Indicating after = muc(database, (room, event) -> {}).indicating();

        assertThat(after.subscribe(SERVICE, OWNER)).isEmpty();
        assertThat(after.subscribe(SERVICE, user(1))).containsExactly(ROOM);
    }
}
