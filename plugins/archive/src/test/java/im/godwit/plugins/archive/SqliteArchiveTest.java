package im.godwit.plugins.archive;

import im.godwit.jid.Jid;
import im.godwit.store.Database;
import im.godwit.testkit.SqliteFile;
import org.junit.jupiter.api.extension.RegisterExtension;

class SqliteArchiveTest implements ArchiveContract {
    @RegisterExtension
    final SqliteFile sqlite = new SqliteFile(AccountArchives.MIGRATIONS);

    private int accounts;

    @Override
    public Database database() {
        return sqlite.database();
    }

    @Override
    public Jid account() {
        return Jid.of("user" + ++accounts, "example.org");
    }
}
