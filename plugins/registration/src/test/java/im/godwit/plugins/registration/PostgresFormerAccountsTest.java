package im.godwit.plugins.registration;

import im.godwit.jid.Jid;
import im.godwit.store.Database;
import im.godwit.testkit.PostgresServer;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.extension.RegisterExtension;

class PostgresFormerAccountsTest implements FormerAccountsContract {
    private static final AtomicInteger ACCOUNTS = new AtomicInteger();

    @RegisterExtension
    static final PostgresServer postgres = new PostgresServer(FormerAccounts.MIGRATIONS);

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
