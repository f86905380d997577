package im.godwit.plugins.push.web;

import im.godwit.testkit.SqliteFile;
import org.junit.jupiter.api.extension.RegisterExtension;

class SqliteVapidKeysTest implements VapidKeysContract {
    @RegisterExtension
    final SqliteFile sqlite = new SqliteFile(VapidKeys.MIGRATIONS);

    @Override
    public VapidKeys keys() {
        return new VapidKeys(sqlite.database());
    }
}
