package im.godwit.plugins.search;

import im.godwit.store.Database;
import im.godwit.testkit.PostgresServer;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.extension.RegisterExtension;

class PostgresPeopleTablesTest implements PeopleTablesContract {
    private static final AtomicInteger DOMAINS = new AtomicInteger();

    @RegisterExtension
    static final PostgresServer postgres = new PostgresServer(PeopleTables.MIGRATIONS);

    private final String domain = DOMAINS.incrementAndGet() + ".example.org";

    @Override
    public Database database() {
        return postgres.database();
    }

    @Override
    public String domain() {
        return domain;
    }
}
