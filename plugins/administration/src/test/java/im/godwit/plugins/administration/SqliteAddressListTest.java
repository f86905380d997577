package im.godwit.plugins.administration;

import im.godwit.store.Database;
import im.godwit.testkit.SqliteFile;
import org.junit.jupiter.api.extension.RegisterExtension;

class SqliteAddressListTest implements AddressListContract {
    @RegisterExtension
    final SqliteFile sqlite = new SqliteFile(StandingMessages.MIGRATIONS);

    @Override
    public Database database() {
        return sqlite.database();
    }
}
