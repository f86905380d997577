package im.godwit.plugins.administration;

import im.godwit.core.store.PostgresDatabase;
import im.godwit.core.store.PostgresOptions;
import im.godwit.store.Database;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

class PostgresStandingMessagesTest implements StandingMessagesContract {
    private static EmbeddedPostgres server;
    private static PostgresDatabase database;

    @BeforeAll
    static void open() throws IOException {
        server = EmbeddedPostgres.start();
        database = PostgresDatabase.open(new PostgresOptions(
                server.getJdbcUrl("postgres", "postgres"), Optional.of("postgres"), Optional.empty(), 2));
        database.migrate(StandingMessages.MIGRATIONS);
    }

    @BeforeEach
    void empty() {
        database.database().write(sql -> sql.update("DELETE FROM administration_messages"));
    }

    @AfterAll
    static void close() throws IOException {
        database.close();
        server.close();
    }

    @Override
    public Database database() {
        return database.database();
    }
}
