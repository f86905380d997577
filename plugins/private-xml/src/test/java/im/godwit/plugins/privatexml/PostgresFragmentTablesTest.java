package im.godwit.plugins.privatexml;

import im.godwit.jid.Jid;
import im.godwit.store.Database;
import im.godwit.testkit.PostgresServer;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.extension.RegisterExtension;

class PostgresFragmentTablesTest implements FragmentTablesContract {
    private static final AtomicInteger ACCOUNTS = new AtomicInteger();

    @RegisterExtension
    static final PostgresServer postgres = new PostgresServer(FragmentTables.MIGRATIONS);

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
