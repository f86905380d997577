package im.godwit.core.store;

import im.godwit.store.StoreException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one writer of a SQLite file. Takes all work that waits, runs each piece in a savepoint of its own, and commits
 * them together: many callers share one flush to disk (group commit). A piece that throws is undone alone; a commit
 * that fails fails them all.
 */
final class SqliteWriter implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(SqliteWriter.class);

    /** Callers block when so many wait: back-pressure, not memory. */
    private static final int QUEUE = 4096;

    private static final int BATCH = 512;

    private final Connection connection;
    private final JdbcSql sql;
    private final BlockingQueue<WriteTask<?>> queue = new ArrayBlockingQueue<>(QUEUE);
    private final AtomicLong commits = new AtomicLong();
    private final Thread thread;
    private volatile boolean closing;

    SqliteWriter(Connection connection) throws SQLException {
        this.connection = connection;
        this.sql = new JdbcSql(connection);
        connection.setAutoCommit(true); // transactions are begun and ended by hand
        // a platform thread: the driver blocks in native code
        this.thread = Thread.ofPlatform().name("sqlite-writer").start(this::work);
    }

    <T> T write(WriteTask<T> task) {
        try {
            while (!queue.offer(task, 100, TimeUnit.MILLISECONDS)) {
                requireOpen();
            }
            requireOpen();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new StoreException("interrupted before writing", interrupted);
        }
        return task.await();
    }

    private void requireOpen() {
        if (closing) {
            throw new StoreException("the database is closed", new IllegalStateException());
        }
    }

    /** How many commits there were: fewer than writes, under load. */
    long commits() {
        return commits.get();
    }

    private void work() {
        List<WriteTask<?>> batch = new ArrayList<>(BATCH);
        while (!closing || !queue.isEmpty()) {
            try {
                WriteTask<?> first = queue.poll(200, TimeUnit.MILLISECONDS);
                if (first == null) {
                    continue;
                }
                batch.add(first);
                queue.drainTo(batch, BATCH - 1);
                commit(batch);
            } catch (InterruptedException interrupted) {
                closing = true;
            } finally {
                batch.forEach(WriteTask::finish);
                batch.clear();
            }
        }
    }

    private void commit(List<WriteTask<?>> batch) {
        try (Statement statement = connection.createStatement()) {
            statement.execute("BEGIN IMMEDIATE");
            for (WriteTask<?> task : batch) {
                statement.execute("SAVEPOINT piece");
                try {
                    task.run(sql);
                } catch (RuntimeException thrown) {
                    task.failed(thrown);
                    statement.execute("ROLLBACK TO piece");
                }
                statement.execute("RELEASE piece");
            }
            statement.execute("COMMIT");
            commits.incrementAndGet();
        } catch (SQLException | RuntimeException failed) {
            log.atError()
                    .addKeyValue("reason", failed.getMessage())
                    .log("The database could not commit; {} changes were refused", batch.size());
            rollback();
            StoreException refused = new StoreException("the database could not commit", failed);
            batch.stream().filter(task -> !task.hasFailed()).forEach(task -> task.failed(refused));
        }
    }

    /** SQLite may have rolled back by itself, on a full disk for example; then there is nothing left to undo. */
    private void rollback() {
        try (Statement statement = connection.createStatement()) {
            statement.execute("ROLLBACK");
        } catch (SQLException noTransaction) {
            log.atDebug().addKeyValue("reason", noTransaction.getMessage()).log("Nothing to roll back");
        }
    }

    /** Commits what waits, then ends. */
    @Override
    public void close() throws SQLException {
        closing = true;
        try {
            thread.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        connection.close();
    }
}
