package im.godwit.plugins.registration;

import im.godwit.jid.Jid;
import im.godwit.store.Database;
import im.godwit.testkit.SqliteFile;
import org.junit.jupiter.api.extension.RegisterExtension;

class SqliteFormerAccountsTest implements FormerAccountsContract {
    @RegisterExtension
    final SqliteFile sqlite = new SqliteFile(FormerAccounts.MIGRATIONS);

    @Override
    public Database database() {
        return sqlite.database();
    }

    @Override
    public Jid account() {
        return Jid.of("romeo", "example.org");
    }
}
