package im.godwit.plugins.push;

import im.godwit.jid.Jid;
import im.godwit.testkit.PostgresServer;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.extension.RegisterExtension;

class PostgresRegistrationsTest implements RegistrationsContract {
    private static final AtomicInteger ACCOUNTS = new AtomicInteger();

    @RegisterExtension
    static final PostgresServer postgres = new PostgresServer(Registrations.MIGRATIONS);

    private final Jid account = Jid.of("juliet" + ACCOUNTS.incrementAndGet(), "example.org");

    @Override
    public Registrations registrations() {
        return new Registrations(postgres.database());
    }

    @Override
    public Jid account() {
        return account;
    }
}
