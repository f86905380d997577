package im.godwit.plugins.muc.store;

import im.godwit.core.store.PostgresDatabase;
import im.godwit.core.store.PostgresOptions;
import im.godwit.jid.Jid;
import im.godwit.plugins.muc.engine.RoomStore;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class PostgresRoomStoreTest implements RoomStoreContract {
    private static final AtomicInteger SERVICES = new AtomicInteger();
    private static EmbeddedPostgres server;
    private static PostgresDatabase database;

    private final Jid service = Jid.ofDomain("muc" + SERVICES.incrementAndGet() + ".example.org");

    @BeforeAll
    static void open() throws IOException {
        server = EmbeddedPostgres.start();
        database = PostgresDatabase.open(new PostgresOptions(
                server.getJdbcUrl("postgres", "postgres"), Optional.of("postgres"), Optional.empty(), 2));
        database.migrate(SqlRoomStore.MIGRATIONS);
    }

    @AfterAll
    static void close() throws IOException {
        database.close();
        server.close();
    }

    @Override
    public RoomStore store() {
        return new SqlRoomStore(database);
    }

    @Override
    public Jid service() {
        return service;
    }
}
