package im.godwit.core.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool;
import im.godwit.core.host.Persistence;
import im.godwit.jid.Jid;
import im.godwit.store.Codec;
import im.godwit.store.Database;
import im.godwit.store.Migrations;
import im.godwit.store.Sql;
import im.godwit.store.Store;
import im.godwit.store.StoreException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Function;

/**
 * PostgreSQL through a pool of connections. Each write is one serialisable transaction, repeated when the database says
 * that it met another one; the server groups commits of several connections by itself.
 */
public final class PostgresDatabase implements Database, Persistence {
    private static final int ATTEMPTS = 10;

    /** So many attempts are made beside those of others. */
    private static final int TOGETHER = 2;

    private final HikariDataSource pool;
    private final ReadWriteLock turn = new ReentrantReadWriteLock(true);
    private final Migrator migrator = new Migrator(this, Dialect.POSTGRESQL);

    private PostgresDatabase(HikariDataSource pool) {
        this.pool = pool;
    }

    /**
     * Connects.
     *
     * @throws StoreException if the database cannot be reached
     */
    public static PostgresDatabase open(PostgresOptions options) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(options.url());
        options.user().ifPresent(config::setUsername);
        options.password().ifPresent(config::setPassword);
        config.setMaximumPoolSize(options.connections());
        config.setConnectionTimeout(TimeUnit.SECONDS.toMillis(5));
        config.setKeepaliveTime(TimeUnit.SECONDS.toMillis(60));
        config.setAutoCommit(false);
        config.setTransactionIsolation("TRANSACTION_SERIALIZABLE");
        // a half-open connection must not hold a stanza for ever
        config.addDataSourceProperty("socketTimeout", "30");
        config.addDataSourceProperty("tcpKeepAlive", "true");
        try {
            return new PostgresDatabase(new HikariDataSource(config));
        } catch (HikariPool.PoolInitializationException unreachable) {
            throw new StoreException("cannot reach the database at " + options.url(), unreachable);
        }
    }

    @Override
    public <T> T read(Function<Sql, T> work) {
        return inTransaction(work);
    }

    @Override
    public <T> T write(Function<Sql, T> work) {
        return inTransaction(work);
    }

    private <T> T inTransaction(Function<Sql, T> work) {
        for (int attempt = 1; ; attempt++) {
            try {
                return attempt(work, attempt <= TOGETHER ? turn.readLock() : turn.writeLock());
            } catch (StoreException failed) {
                if (attempt == ATTEMPTS || !metAnother(failed)) {
                    throw failed;
                }
            }
        }
    }

    /** Who loses again and again where many meet at one row gets it alone; so nobody is refused for bad luck. */
    private <T> T attempt(Function<Sql, T> work, Lock mode) {
        mode.lock();
        try {
            return once(work);
        } finally {
            mode.unlock();
        }
    }

    private <T> T once(Function<Sql, T> work) {
        try (Connection connection = pool.getConnection()) {
            try (JdbcSql sql = new JdbcSql(connection)) {
                T result = sql.run(work);
                connection.commit();
                return result;
            } catch (RuntimeException | SQLException thrown) {
                connection.rollback();
                throw thrown;
            }
        } catch (SQLException failed) {
            throw Failures.of("the database failed", failed);
        }
    }

    /** Serialisation failures, deadlocks, and two that make the same table or row at once: trying again is right. */
    private static boolean metAnother(StoreException failure) {
        return failure.getCause() instanceof SQLException cause
                && cause.getSQLState() != null
                && (cause.getSQLState().startsWith("40") || cause.getSQLState().equals("23505"));
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

    @Override
    public void close() {
        pool.close();
    }
}
