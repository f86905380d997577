package im.godwit.plugins.archive;

import im.godwit.core.host.Persistence;
import im.godwit.testkit.SqliteFile;
import org.junit.jupiter.api.extension.RegisterExtension;

class SqliteMigrationTest implements MigrationContract {
    @RegisterExtension
    final SqliteFile sqlite = new SqliteFile(BEFORE);

    @Override
    public Persistence persistence() {
        return (Persistence) sqlite.database();
    }
}
