package im.godwit.plugins.muc.store;

import im.godwit.core.store.SqliteDatabase;
import im.godwit.core.store.SqliteOptions;
import im.godwit.jid.Jid;
import im.godwit.plugins.muc.engine.RoomStore;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

class SqliteRoomStoreTest implements RoomStoreContract {
    private SqliteDatabase database;

    @BeforeEach
    void open(@TempDir Path folder) {
        database = SqliteDatabase.open(new SqliteOptions(folder.resolve("test.db"), 2, SqliteOptions.Durability.NONE));
        database.migrate(SqlRoomStore.MIGRATIONS);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Override
    public RoomStore store() {
        return new SqlRoomStore(database);
    }

    @Override
    public Jid service() {
        return Jid.ofDomain("muc.example.org");
    }
}
