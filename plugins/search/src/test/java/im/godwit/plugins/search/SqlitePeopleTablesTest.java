package im.godwit.plugins.search;

import im.godwit.store.Database;
import im.godwit.testkit.SqliteFile;
import org.junit.jupiter.api.extension.RegisterExtension;

class SqlitePeopleTablesTest implements PeopleTablesContract {
    @RegisterExtension
    final SqliteFile sqlite = new SqliteFile(PeopleTables.MIGRATIONS);

    @Override
    public Database database() {
        return sqlite.database();
    }

    @Override
    public String domain() {
        return "example.org";
    }
}
