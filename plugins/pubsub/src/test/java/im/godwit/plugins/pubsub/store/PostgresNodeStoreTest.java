package im.godwit.plugins.pubsub.store;

import im.godwit.jid.Jid;
import im.godwit.plugins.pubsub.engine.NodeStore;
import im.godwit.plugins.pubsub.engine.Twins;
import im.godwit.testkit.PostgresServer;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.extension.RegisterExtension;

class PostgresNodeStoreTest implements NodeStoreContract, AttachmentContract, HistoryContract, CursorContract {
    private static final AtomicInteger SERVICES = new AtomicInteger();

    @RegisterExtension
    static final PostgresServer postgres = new PostgresServer(SqlNodeStore.MIGRATIONS);

    private final Jid service = Jid.ofDomain("pubsub" + SERVICES.incrementAndGet() + ".example.org");

    @Override
    public NodeStore store() {
        return store(Services.at(service()));
    }

    @Override
    public NodeStore store(Services services, Twins twins) {
        return new SqlNodeStore(postgres.database(), services, twins);
    }

    @Override
    public Jid service() {
        return service;
    }
}
