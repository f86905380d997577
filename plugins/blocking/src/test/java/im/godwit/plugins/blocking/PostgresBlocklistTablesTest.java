package im.godwit.plugins.blocking;

import im.godwit.jid.Jid;
import im.godwit.store.Database;
import im.godwit.testkit.PostgresServer;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.extension.RegisterExtension;

class PostgresBlocklistTablesTest implements BlocklistTablesContract {
    private static final AtomicInteger ACCOUNTS = new AtomicInteger();

    @RegisterExtension
    static final PostgresServer postgres = new PostgresServer(BlocklistTables.MIGRATIONS);

    private final Jid account = Jid.of("romeo" + ACCOUNTS.incrementAndGet(), "example.org");

    @Override
    public Database database() {
        return postgres.database();
    }

    @Override
    public Jid account() {
        return account;
    }
}
