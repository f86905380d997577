package im.godwit.plugins.pubsub.store;

import im.godwit.jid.Jid;
import im.godwit.plugins.pubsub.engine.NodeStore;
import im.godwit.plugins.pubsub.engine.Twins;
import im.godwit.testkit.SqliteFile;
import org.junit.jupiter.api.extension.RegisterExtension;

class SqliteNodeStoreTest implements NodeStoreContract, AttachmentContract, HistoryContract, CursorContract {
    @RegisterExtension
    final SqliteFile sqlite = new SqliteFile(SqlNodeStore.MIGRATIONS);

    @Override
    public NodeStore store() {
        return store(Services.at(service()));
    }

    @Override
    public NodeStore store(Services services, Twins twins) {
        return new SqlNodeStore(sqlite.database(), services, twins);
    }

    @Override
    public Jid service() {
        return Jid.ofDomain("pubsub.example.org");
    }
}
