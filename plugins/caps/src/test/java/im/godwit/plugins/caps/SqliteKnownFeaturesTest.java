package im.godwit.plugins.caps;

import im.godwit.store.Database;
import im.godwit.testkit.SqliteFile;
import org.junit.jupiter.api.extension.RegisterExtension;

class SqliteKnownFeaturesTest implements KnownFeaturesContract {
    @RegisterExtension
    final SqliteFile sqlite = new SqliteFile(KnownFeatures.MIGRATIONS);

    @Override
    public Database database() {
        return sqlite.database();
    }
}
