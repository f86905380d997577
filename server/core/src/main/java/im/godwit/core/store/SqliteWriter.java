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
 * The one writer of a SQLite file. Takes all work that waits and commits it together: many callers share one flush to
 * disk (group commit). A piece that throws is undone alone, and the others run once more; a commit that fails fails
 * them all.
 */
final class SqliteWriter implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(SqliteWriter.class);

    /** Callers block when so many wait: back-pressure, not memory. */
    private static final int QUEUE = 4096;

    private static final int BATCH = 512;

    private static final String BEGIN = "BEGIN IMMEDIATE";
    private static final String NOT_COMMITTED = "the database could not commit";

    private final Connection connection;
    private final JdbcSql sql;

    /** Begins and ends transactions. Not prepared: a prepared statement that has failed once is of no use any more. */
    private final Statement transaction;

    private final BlockingQueue<WriteTask<?>> queue = new ArrayBlockingQueue<>(QUEUE);

    /** Wakes the thread when it is to end; changes nothing. */
    private final WriteTask<Boolean> end = new WriteTask<>(_ -> true);

    private final AtomicLong commits = new AtomicLong();
    private final Thread thread;
    private volatile boolean closing;

    SqliteWriter(Connection connection) throws SQLException {
        this.connection = connection;
        this.sql = new JdbcSql(connection);
        connection.setAutoCommit(true); // transactions are begun and ended by hand
        this.transaction = connection.createStatement();
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
                batch.add(queue.take());
                queue.drainTo(batch, BATCH - 1);
                batch.remove(end);
                if (!batch.isEmpty()) {
                    commit(batch);
                }
            } catch (InterruptedException interrupted) {
                closing = true;
            } finally {
                batch.forEach(WriteTask::finish);
                batch.clear();
            }
        }
    }

    /**
     * Commits all at once; only where one of them fails, each gets a savepoint of its own, which costs as much again.
     */
    private void commit(List<WriteTask<?>> batch) {
        try {
            transaction.execute(BEGIN);
            if (!allRun(batch)) {
                rollback();
                transaction.execute(BEGIN);
                runEach(batch);
            }
            transaction.execute("COMMIT");
            commits.incrementAndGet();
        } catch (SQLException failed) {
            refuse(batch, failed, Failures.of(NOT_COMMITTED, failed));
        } catch (RuntimeException failed) {
            refuse(batch, failed, new StoreException(NOT_COMMITTED, failed));
        }
    }

    private void refuse(List<WriteTask<?>> batch, Exception why, StoreException refused) {
        log.atError()
                .addKeyValue("reason", why.getMessage())
                .log("The database could not commit; {} changes were refused", batch.size());
        rollback();
        batch.stream().filter(task -> !task.hasFailed()).forEach(task -> task.failed(refused));
    }

    private boolean allRun(List<WriteTask<?>> batch) {
        try {
            batch.forEach(task -> task.runBeforeOthers(sql));
            sql.writeGiven();
            return true;
        } catch (RuntimeException thrown) {
            return false; // by which of them, and why, comes out when each runs by itself
        }
    }

    private void runEach(List<WriteTask<?>> batch) throws SQLException {
        try (Statement statement = connection.createStatement()) {
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
        }
    }

    /** SQLite may have rolled back by itself, on a full disk for example; then there is nothing left to undo. */
    private void rollback() {
        sql.forgetGiven();
        try {
            transaction.execute("ROLLBACK");
        } catch (SQLException noTransaction) {
            log.atDebug().addKeyValue("reason", noTransaction.getMessage()).log("Nothing to roll back");
        }
    }

    /** Commits what waits, then ends. */
    @Override
    public void close() throws SQLException {
        closing = true;
        try {
            queue.put(end);
            thread.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        connection.close();
    }
}
