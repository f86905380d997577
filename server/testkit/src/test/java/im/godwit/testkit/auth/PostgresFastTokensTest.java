package im.godwit.testkit.auth;

import im.godwit.core.auth.AccountStore;
import im.godwit.store.Database;
import im.godwit.testkit.PostgresServer;
import org.junit.jupiter.api.extension.RegisterExtension;

class PostgresFastTokensTest implements FastTokensContract {
    @RegisterExtension
    static final PostgresServer postgres = new PostgresServer(AccountStore.MIGRATIONS);

    @Override
    public Database database() {
        return postgres.database();
    }
}
