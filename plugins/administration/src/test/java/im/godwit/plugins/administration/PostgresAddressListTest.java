package im.godwit.plugins.administration;

import im.godwit.store.Database;
import im.godwit.testkit.PostgresServer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;

class PostgresAddressListTest implements AddressListContract {
    @RegisterExtension
    static final PostgresServer postgres = new PostgresServer(StandingMessages.MIGRATIONS);

    @BeforeEach
    void empty() {
        postgres.database().write(sql -> sql.update("DELETE FROM administration_lists"));
    }

    @Override
    public Database database() {
        return postgres.database();
    }
}
