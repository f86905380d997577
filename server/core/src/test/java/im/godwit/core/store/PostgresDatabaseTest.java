package im.godwit.core.store;

import im.godwit.core.host.Persistence;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** A real PostgreSQL, started for these tests. */
class PostgresDatabaseTest implements PersistenceContract {
    private static EmbeddedPostgres server;
    private static int databases;

    private PostgresDatabase database;

    @BeforeAll
    static void startServer() throws IOException {
        server = EmbeddedPostgres.start();
    }

    @AfterAll
    static void stopServer() throws IOException {
        server.close();
    }

    @BeforeEach
    void open() throws SQLException {
        String name = "test" + ++databases;
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name);
        }
        database = PostgresDatabase.open(
                new PostgresOptions(server.getJdbcUrl("postgres", name), Optional.empty(), Optional.empty(), 4));
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Override
    public Persistence persistence() {
        return database;
    }
}
