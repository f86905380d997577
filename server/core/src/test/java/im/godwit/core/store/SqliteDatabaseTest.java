package im.godwit.core.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import im.godwit.core.host.Persistence;
import im.godwit.stanza.Condition;
import im.godwit.stanza.ErrorType;
import im.godwit.store.Gathering;
import im.godwit.store.StoreException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteDatabaseTest implements PersistenceContract {
    @TempDir
    Path folder;

    private SqliteDatabase database;

    @BeforeEach
    void open() {
        database = SqliteDatabase.open(SqliteOptions.durable(folder.resolve("test.db")));
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Override
    public Persistence persistence() {
        return database;
    }

    @Test
    void thoseWhoWriteTogetherShareOneCommit() throws Exception {
        database.migrate(THINGS);
        CountDownLatch allWait = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> slow = threads.submit(() -> database.write(sql -> await(allWait)));
            List<Callable<Integer>> writes = IntStream.range(0, 100)
                    .<Callable<Integer>>mapToObj(i ->
                            () -> database.write(sql -> sql.update("INSERT INTO things (name) VALUES (?)", "n" + i)))
                    .toList();
            List<Future<Integer>> waiting = writes.stream().map(threads::submit).toList();
            allWait.countDown();
            slow.get();
            for (Future<Integer> write : waiting) {
                assertThat(write.get()).isOne();
            }
        }
        assertThat(database.commits()).isLessThan(80);
    }

    @Test
    void onePieceThatFailsDoesNotUndoTheOthersOfItsCommit() throws Exception {
        database.migrate(THINGS);
        CountDownLatch allWait = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> slow = threads.submit(() -> database.write(sql -> await(allWait)));
            List<Future<Integer>> writes = IntStream.range(0, 20)
                    .mapToObj(i -> threads.submit(() ->
                            database.write(sql -> sql.update("INSERT INTO things (name) VALUES (?)", "n" + i % 10))))
                    .toList();
            allWait.countDown();
            slow.get();
            for (Future<Integer> write : writes) {
                awaitEnd(write);
            }
            assertThat(writes.stream().filter(write -> write.state() == Future.State.SUCCESS))
                    .hasSize(10);
        }
        assertThat(database.<List<Object>>read(sql -> sql.query("SELECT name FROM things", NAME)))
                .hasSize(10);
    }

    @Test
    void whatManyGiveIsWrittenTogetherAndByThemselvesWhereOneFails() throws Exception {
        database.migrate(THINGS);
        AtomicInteger writes = new AtomicInteger();
        Gathering<String> gathering = (sql, names) -> {
            writes.incrementAndGet();
            names.forEach(name -> sql.update("INSERT INTO things (name) VALUES (?)", name));
        };

        assertThat(given(gathering, 100, 100)).isEqualTo(100);
        assertThat(writes.get()).isLessThan(80);
        assertThat(given(gathering, 20, 110)).isEqualTo(10);
        assertThat(database.<List<Object>>read(sql -> sql.query("SELECT name FROM things", NAME)))
                .hasSize(110);
    }

    /** Gives so many things from as many threads, numbered up to the last; how many of them were written. */
    private long given(Gathering<String> gathering, int count, int last) throws Exception {
        CountDownLatch allWait = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> slow = threads.submit(() -> database.write(sql -> await(allWait)));
            List<Future<Boolean>> writes = IntStream.range(last - count, last)
                    .mapToObj(i -> threads.submit(() -> database.write(sql -> {
                        sql.give(gathering, "n" + i);
                        return true;
                    })))
                    .toList();
            allWait.countDown();
            slow.get();
            for (Future<Boolean> write : writes) {
                awaitEnd(write);
            }
            return writes.stream()
                    .filter(write -> write.state() == Future.State.SUCCESS)
                    .count();
        }
    }

    @Test
    void aFullDiskRefusesWhatNeedsRoomUntilThereIsSome() {
        database.write(sql -> sql.update("CREATE TABLE letters (text TEXT)"));
        pages(20);
        for (int i = 0; i < 3; i++) {
            assertThatExceptionOfType(StoreException.class)
                    .isThrownBy(() -> write("x".repeat(1 << 20)))
                    .satisfies(full -> assertThat(full.error().condition()).isEqualTo(Condition.RESOURCE_CONSTRAINT))
                    .satisfies(full -> assertThat(full.error().type()).isEqualTo(ErrorType.WAIT));
        }

        pages(10_000);
        write("there is room");

        List<String> texts = database.read(sql -> sql.query("SELECT text FROM letters", row -> row.text("text")));
        assertThat(texts).containsExactly("there is room");
    }

    private void write(String text) {
        database.write(sql -> sql.update("INSERT INTO letters (text) VALUES (?)", text));
    }

    /** How far the file may grow. */
    private void pages(int most) {
        database.write(sql -> sql.query("PRAGMA max_page_count = " + most, row -> row.number("max_page_count")));
    }

    @Test
    void anotherProcessMayUseTheFileToo() {
        database.migrate(THINGS);
        try (SqliteDatabase other = SqliteDatabase.open(SqliteOptions.durable(folder.resolve("test.db")))) {
            other.write(sql -> sql.update("INSERT INTO things (name) VALUES (?)", "theirs"));

            assertThat(database.<List<Object>>read(sql -> sql.query("SELECT name FROM things", NAME)))
                    .containsExactly("theirs");
        }
    }

    private static int await(CountDownLatch latch) {
        try {
            latch.await();
            return 0;
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    private static void awaitEnd(Future<?> future) throws InterruptedException {
        try {
            future.get();
        } catch (java.util.concurrent.ExecutionException refused) {
            assertThat(refused).hasRootCauseInstanceOf(java.sql.SQLException.class);
        }
    }
}
