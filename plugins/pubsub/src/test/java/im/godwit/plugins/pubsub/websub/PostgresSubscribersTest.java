package im.godwit.plugins.pubsub.websub;

import im.godwit.jid.Jid;
import im.godwit.testkit.PostgresServer;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.extension.RegisterExtension;

class PostgresSubscribersTest implements SubscribersContract {
    private static final AtomicInteger SERVICES = new AtomicInteger();

    @RegisterExtension
    static final PostgresServer postgres = new PostgresServer(Subscribers.MIGRATIONS);

    private final Jid service = Jid.ofDomain("pubsub" + SERVICES.incrementAndGet() + ".example.org");

    @Override
    public Subscribers subscribers() {
        return new Subscribers(postgres.database(), service);
    }

    @Override
    public Jid service() {
        return service;
    }
}
