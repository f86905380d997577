package im.godwit.plugins.registration;

import im.godwit.core.store.SqliteDatabase;
import im.godwit.core.store.SqliteOptions;
import im.godwit.jid.Jid;
import im.godwit.store.Database;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

class SqliteFormerAccountsTest implements FormerAccountsContract {
    @TempDir
    private Path folder;

    private SqliteDatabase database;

    @BeforeEach
    void open() {
        database = SqliteDatabase.open(new SqliteOptions(folder.resolve("test.db"), 1, SqliteOptions.Durability.NONE));
        database.migrate(FormerAccounts.MIGRATIONS);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Override
    public Database database() {
        return database;
    }

    @Override
    public Jid account() {
        return Jid.of("romeo", "example.org");
    }
}
