package im.godwit.testkit.auth;

import im.godwit.core.auth.AccountStore;
import im.godwit.store.Database;
import im.godwit.testkit.SqliteFile;
import org.junit.jupiter.api.extension.RegisterExtension;

class SqliteFastTokensTest implements FastTokensContract {
    @RegisterExtension
    final SqliteFile sqlite = new SqliteFile(AccountStore.MIGRATIONS);

    @Override
    public Database database() {
        return sqlite.database();
    }
}
