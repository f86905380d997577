package im.godwit.plugins.caps;

import im.godwit.store.Database;
import im.godwit.testkit.PostgresServer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;

class PostgresKnownFeaturesTest implements KnownFeaturesContract {
    @RegisterExtension
    static final PostgresServer postgres = new PostgresServer(KnownFeatures.MIGRATIONS);

    @BeforeEach
    void empty() {
        postgres.database().write(sql -> sql.update("DELETE FROM caps_features"));
    }

    @Override
    public Database database() {
        return postgres.database();
    }
}
