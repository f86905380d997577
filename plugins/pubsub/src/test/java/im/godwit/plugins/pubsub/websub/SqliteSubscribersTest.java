package im.godwit.plugins.pubsub.websub;

import im.godwit.jid.Jid;
import im.godwit.testkit.SqliteFile;
import org.junit.jupiter.api.extension.RegisterExtension;

class SqliteSubscribersTest implements SubscribersContract {
    @RegisterExtension
    final SqliteFile sqlite = new SqliteFile(Subscribers.MIGRATIONS);

    @Override
    public Subscribers subscribers() {
        return new Subscribers(sqlite.database(), service());
    }

    @Override
    public Jid service() {
        return Jid.ofDomain("pubsub.example.org");
    }
}
