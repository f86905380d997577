package im.godwit.plugins.archive;

import im.godwit.jid.Jid;
import im.godwit.store.Database;
import im.godwit.testkit.PostgresServer;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.extension.RegisterExtension;

class PostgresArchiveTest implements ArchiveContract {
    private static final AtomicInteger ACCOUNTS = new AtomicInteger();

    @RegisterExtension
    static final PostgresServer postgres = new PostgresServer(AccountArchives.MIGRATIONS);

    @Override
    public Database database() {
        return postgres.database();
    }

    @Override
    public Jid account() {
        return Jid.of("user" + ACCOUNTS.incrementAndGet(), "example.org");
    }
}
