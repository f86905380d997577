package im.godwit.plugins.administration;

import im.godwit.core.store.SqliteDatabase;
import im.godwit.core.store.SqliteOptions;
import im.godwit.store.Database;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

class SqliteStandingMessagesTest implements StandingMessagesContract {
    private SqliteDatabase database;

    @BeforeEach
    void open(@TempDir Path folder) {
        database = SqliteDatabase.open(new SqliteOptions(folder.resolve("test.db"), 2, SqliteOptions.Durability.NONE));
        database.migrate(StandingMessages.MIGRATIONS);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Override
    public Database database() {
        return database.database();
    }
}
