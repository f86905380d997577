package im.godwit.plugins.vcard;

import im.godwit.jid.Jid;
import im.godwit.store.Database;
import im.godwit.testkit.SqliteFile;
import org.junit.jupiter.api.extension.RegisterExtension;

class SqliteCardTablesTest implements CardTablesContract {
    @RegisterExtension
    final SqliteFile sqlite = new SqliteFile(CardTables.MIGRATIONS);

    @Override
    public Database database() {
        return sqlite.database();
    }

    @Override
    public Jid account() {
        return Jid.of("romeo", "example.org");
    }
}
