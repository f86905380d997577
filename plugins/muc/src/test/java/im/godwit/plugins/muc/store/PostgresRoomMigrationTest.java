package im.godwit.plugins.muc.store;

import im.godwit.core.host.Persistence;
import im.godwit.testkit.PostgresServer;
import org.junit.jupiter.api.extension.RegisterExtension;

class PostgresRoomMigrationTest implements RoomMigrationContract {
    @RegisterExtension
    static final PostgresServer postgres = new PostgresServer(BEFORE);

    @Override
    public Persistence persistence() {
        return (Persistence) postgres.database();
    }
}
