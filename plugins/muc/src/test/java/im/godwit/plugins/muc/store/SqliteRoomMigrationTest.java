package im.godwit.plugins.muc.store;

import im.godwit.core.host.Persistence;
import im.godwit.testkit.SqliteFile;
import org.junit.jupiter.api.extension.RegisterExtension;

class SqliteRoomMigrationTest implements RoomMigrationContract {
    @RegisterExtension
    final SqliteFile sqlite = new SqliteFile(BEFORE);

    @Override
    public Persistence persistence() {
        return (Persistence) sqlite.database();
    }
}
