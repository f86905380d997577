package im.godwit.plugins.muc.store;

import im.godwit.jid.Jid;
import im.godwit.plugins.muc.engine.RoomStore;
import im.godwit.testkit.PostgresServer;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.extension.RegisterExtension;

class PostgresRoomStoreTest implements RoomStoreContract {
    private static final AtomicInteger SERVICES = new AtomicInteger();

    @RegisterExtension
    static final PostgresServer postgres = new PostgresServer(SqlRoomStore.MIGRATIONS);

    private final Jid service = Jid.ofDomain("muc" + SERVICES.incrementAndGet() + ".example.org");

    @Override
    public RoomStore store() {
        return new SqlRoomStore(postgres.database());
    }

    @Override
    public Jid service() {
        return service;
    }
}
