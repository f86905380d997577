package im.godwit.testkit;

import im.godwit.core.store.PostgresDatabase;
import im.godwit.core.store.PostgresOptions;
import im.godwit.store.Database;
import im.godwit.store.Migrations;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A PostgreSQL server of its own for the tests of one class, with tables in it; register it as a static extension. What
 * a test leaves behind is there for the next: use other accounts, or tidy up.
 */
public final class PostgresServer implements BeforeAllCallback, AfterAllCallback {
    private static final int CONNECTIONS = 4;

    private final Migrations tables;
    private EmbeddedPostgres server;
    private PostgresDatabase database;

    /** Makes a server that will have these tables. */
    public PostgresServer(Migrations tables) {
        this.tables = tables;
    }

    @Override
    public void beforeAll(ExtensionContext context) throws IOException {
        server = EmbeddedPostgres.start();
        database = PostgresDatabase.open(new PostgresOptions(
                server.getJdbcUrl("postgres", "postgres"), Optional.of("postgres"), Optional.empty(), CONNECTIONS));
        database.migrate(tables);
    }

    @Override
    public void afterAll(ExtensionContext context) throws IOException {
        database.close();
        server.close();
    }

    /** The database. */
    public Database database() {
        return database;
    }
}
