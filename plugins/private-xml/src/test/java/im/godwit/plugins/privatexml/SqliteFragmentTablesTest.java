package im.godwit.plugins.privatexml;

import im.godwit.jid.Jid;
import im.godwit.store.Database;
import im.godwit.testkit.SqliteFile;
import org.junit.jupiter.api.extension.RegisterExtension;

class SqliteFragmentTablesTest implements FragmentTablesContract {
    @RegisterExtension
    final SqliteFile sqlite = new SqliteFile(FragmentTables.MIGRATIONS);

    @Override
    public Database database() {
        return sqlite.database();
    }

    @Override
    public Jid account() {
        return Jid.of("romeo", "example.org");
    }
}
