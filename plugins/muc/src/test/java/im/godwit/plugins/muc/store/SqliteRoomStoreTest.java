package im.godwit.plugins.muc.store;

import im.godwit.jid.Jid;
import im.godwit.plugins.muc.engine.RoomStore;
import im.godwit.testkit.SqliteFile;
import org.junit.jupiter.api.extension.RegisterExtension;

class SqliteRoomStoreTest implements RoomStoreContract {
    @RegisterExtension
    final SqliteFile sqlite = new SqliteFile(SqlRoomStore.MIGRATIONS);

    @Override
    public RoomStore store() {
        return new SqlRoomStore(sqlite.database());
    }

    @Override
    public Jid service() {
        return Jid.ofDomain("muc.example.org");
    }
}
