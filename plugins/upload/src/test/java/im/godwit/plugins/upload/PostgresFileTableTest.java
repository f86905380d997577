package im.godwit.plugins.upload;

import im.godwit.jid.Jid;
import im.godwit.store.Database;
import im.godwit.testkit.PostgresServer;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.extension.RegisterExtension;

class PostgresFileTableTest implements FileTableContract {
    private static final AtomicInteger SERVICES = new AtomicInteger();

    @RegisterExtension
    static final PostgresServer postgres = new PostgresServer(FileTable.MIGRATIONS);

    private final Jid service = Jid.ofDomain("upload" + SERVICES.incrementAndGet() + ".example.org");

    @Override
    public Database database() {
        return postgres.database();
    }

    @Override
    public Jid service() {
        return service;
    }
}
