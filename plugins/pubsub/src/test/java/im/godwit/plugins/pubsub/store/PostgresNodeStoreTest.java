package im.godwit.plugins.pubsub.store;

import im.godwit.core.store.PostgresDatabase;
import im.godwit.core.store.PostgresOptions;
import im.godwit.jid.Jid;
import im.godwit.plugins.pubsub.engine.NodeStore;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class PostgresNodeStoreTest implements NodeStoreContract {
    private static final AtomicInteger SERVICES = new AtomicInteger();
    private static EmbeddedPostgres server;
    private static PostgresDatabase database;

    private final Jid service = Jid.ofDomain("pubsub" + SERVICES.incrementAndGet() + ".example.org");

    @BeforeAll
    static void open() throws IOException {
        server = EmbeddedPostgres.start();
        database = PostgresDatabase.open(new PostgresOptions(
                server.getJdbcUrl("postgres", "postgres"), Optional.of("postgres"), Optional.empty(), 2));
        database.migrate(SqlNodeStore.MIGRATIONS);
    }

    @AfterAll
    static void close() throws IOException {
        database.close();
        server.close();
    }

    @Override
    public NodeStore store() {
        return store(Services.at(service()));
    }

    @Override
    public NodeStore store(Services services) {
        return new SqlNodeStore(database, services);
    }

    @Override
    public Jid service() {
        return service;
    }
}
