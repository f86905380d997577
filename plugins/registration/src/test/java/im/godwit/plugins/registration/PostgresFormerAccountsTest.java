package im.godwit.plugins.registration;

import im.godwit.core.store.PostgresDatabase;
import im.godwit.core.store.PostgresOptions;
import im.godwit.jid.Jid;
import im.godwit.store.Database;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class PostgresFormerAccountsTest implements FormerAccountsContract {
    private static final AtomicInteger ACCOUNTS = new AtomicInteger();
    private static EmbeddedPostgres server;
    private static PostgresDatabase database;

    private final Jid account = Jid.of("romeo" + ACCOUNTS.incrementAndGet(), "example.org");

    @BeforeAll
    static void open() throws IOException {
        server = EmbeddedPostgres.start();
        database = PostgresDatabase.open(new PostgresOptions(
                server.getJdbcUrl("postgres", "postgres"), Optional.of("postgres"), Optional.empty(), 2));
        database.migrate(FormerAccounts.MIGRATIONS);
    }

    @AfterAll
    static void close() throws IOException {
        database.close();
        server.close();
    }

    @Override
    public Database database() {
        return database;
    }

    @Override
    public Jid account() {
        return account;
    }
}
