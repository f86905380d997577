package im.godwit.plugins.invitations;

import im.godwit.jid.Jid;
import im.godwit.store.Database;
import im.godwit.testkit.PostgresServer;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.extension.RegisterExtension;

class PostgresTokensTest implements TokensContract {
    private static final AtomicInteger DOMAINS = new AtomicInteger();

    @RegisterExtension
    static final PostgresServer postgres = new PostgresServer(Tokens.MIGRATIONS);

    private final Jid domain = Jid.ofDomain("domain" + DOMAINS.incrementAndGet() + ".example.org");

    @Override
    public Database database() {
        return postgres.database();
    }

    @Override
    public Jid domain() {
        return domain;
    }
}
