package im.godwit.core.store;

import im.godwit.core.host.Persistence;
import im.godwit.jid.Jid;
import im.godwit.store.Codec;
import im.godwit.store.Database;
import im.godwit.store.Migrations;
import im.godwit.store.Sql;
import im.godwit.store.Store;
import im.godwit.store.StoreException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

/**
 * The embedded database: one SQLite file in WAL mode with one writer and several readers. Another process may use the
 * file at the same time, as the command line does.
 */
public final class SqliteDatabase implements Database, Persistence {
    private static final int WRITER_CACHE_KIB = 32 * 1024;

    /** Of 4 KiB each: 64 MiB. */
    private static final int LOG_PAGES = 16 * 1024;

    private final SqliteWriter writer;
    private final BlockingQueue<Reader> readers;
    private final int readerCount;
    private final Migrator migrator = new Migrator(this, Dialect.SQLITE);

    private final AtomicBoolean closed = new AtomicBoolean();

    private record Reader(Connection connection, JdbcSql sql) {}

    private SqliteDatabase(SqliteOptions options) throws SQLException {
        writer = new SqliteWriter(connectWriter(options));
        readerCount = options.readers();
        readers = new ArrayBlockingQueue<>(readerCount);
        for (int i = 0; i < readerCount; i++) {
            Connection connection = connect(options);
            pragma(connection, "query_only = true");
            readers.add(new Reader(connection, new JdbcSql(connection)));
        }
    }

    /**
     * Opens or makes the database.
     *
     * @throws StoreException if the file cannot be opened
     */
    public static SqliteDatabase open(SqliteOptions options) {
        try {
            return new SqliteDatabase(options);
        } catch (SQLException failed) {
            throw new StoreException("cannot open the database " + options.file(), failed);
        }
    }

    private static Connection connect(SqliteOptions options) throws SQLException {
        Connection connection = DriverManager.getConnection("jdbc:sqlite:" + options.file());
        pragma(connection, "busy_timeout = 10000"); // the command line may hold the write lock for a moment
        pragma(connection, "journal_mode = WAL");
        pragma(connection, "synchronous = " + (options.durability() == SqliteOptions.Durability.FULL ? "FULL" : "OFF"));
        pragma(connection, "foreign_keys = ON");
        return connection;
    }

    /**
     * The writer holds the pages that all accounts add to, and lets the log grow before it copies pages to the file:
     * one that many commits touch is copied once. Opening the file after a crash reads so much of the log.
     */
    private static Connection connectWriter(SqliteOptions options) throws SQLException {
        Connection connection = connect(options);
        pragma(connection, "cache_size = -" + WRITER_CACHE_KIB);
        pragma(connection, "wal_autocheckpoint = " + LOG_PAGES);
        return connection;
    }

    private static void pragma(Connection connection, String setting) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA " + setting);
        }
    }

    @Override
    public <T> T read(Function<Sql, T> work) {
        Reader reader;
        try {
            reader = readers.take();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new StoreException("interrupted before reading", interrupted);
        }
        try {
            return reader.sql().run(work);
        } finally {
            readers.add(reader);
        }
    }

    @Override
    public <T> T write(Function<Sql, T> work) {
        return writer.write(new WriteTask<>(work));
    }

    /** How many commits there were so far; callers that write together share one. */
    public long commits() {
        return writer.commits();
    }

    @Override
    public Database database() {
        return this;
    }

    @Override
    public void migrate(Migrations migrations) {
        migrator.migrate(migrations);
    }

    @Override
    public <V> Store<V> store(String name, Codec<V> codec) {
        migrate(ValueStore.MIGRATIONS);
        return new ValueStore<>(this, name, codec);
    }

    @Override
    public void forget(Jid account) {
        migrate(ValueStore.MIGRATIONS);
        ValueStore.forget(this, account);
    }

    /** Commits what waits, then closes the file. */
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        try {
            writer.close();
            for (int i = 0; i < readerCount; i++) {
                readers.take().connection().close();
            }
        } catch (SQLException failed) {
            throw new StoreException("the database did not close cleanly", failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
