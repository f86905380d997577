package im.godwit.plugins.push.web;

import im.godwit.testkit.PostgresServer;
import org.junit.jupiter.api.extension.RegisterExtension;

class PostgresVapidKeysTest implements VapidKeysContract {
    @RegisterExtension
    static final PostgresServer postgres = new PostgresServer(VapidKeys.MIGRATIONS);

    @Override
    public VapidKeys keys() {
        return new VapidKeys(postgres.database());
    }
}
