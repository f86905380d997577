package im.godwit.plugins.upload;

import im.godwit.jid.Jid;
import im.godwit.store.Database;
import im.godwit.testkit.SqliteFile;
import org.junit.jupiter.api.extension.RegisterExtension;

class SqliteFileTableTest implements FileTableContract {
    @RegisterExtension
    final SqliteFile sqlite = new SqliteFile(FileTable.MIGRATIONS);

    @Override
    public Database database() {
        return sqlite.database();
    }

    @Override
    public Jid service() {
        return Jid.ofDomain("upload.example.org");
    }
}
