package im.godwit.plugins.pubsub.store;

import im.godwit.core.store.SqliteDatabase;
import im.godwit.core.store.SqliteOptions;
import im.godwit.jid.Jid;
import im.godwit.plugins.pubsub.engine.NodeStore;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

class SqliteNodeStoreTest implements NodeStoreContract {
    private SqliteDatabase database;

    @BeforeEach
    void open(@TempDir Path folder) {
        database = SqliteDatabase.open(new SqliteOptions(folder.resolve("test.db"), 2, SqliteOptions.Durability.NONE));
        database.migrate(SqlNodeStore.MIGRATIONS);
    }

    @AfterEach
    void close() {
        database.close();
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
        return Jid.ofDomain("pubsub.example.org");
    }
}
