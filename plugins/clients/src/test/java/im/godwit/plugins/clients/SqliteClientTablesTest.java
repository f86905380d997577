package im.godwit.plugins.clients;

import im.godwit.store.Database;
import im.godwit.testkit.SqliteFile;
import org.junit.jupiter.api.extension.RegisterExtension;

class SqliteClientTablesTest implements ClientTablesContract {
    @RegisterExtension
    final SqliteFile sqlite = new SqliteFile(ClientTables.MIGRATIONS);

    @Override
    public Database database() {
        return sqlite.database();
    }
}
