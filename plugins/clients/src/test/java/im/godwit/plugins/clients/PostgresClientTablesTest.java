package im.godwit.plugins.clients;

import im.godwit.store.Database;
import im.godwit.testkit.PostgresServer;
import org.junit.jupiter.api.extension.RegisterExtension;

class PostgresClientTablesTest implements ClientTablesContract {
    @RegisterExtension
    static final PostgresServer postgres = new PostgresServer(ClientTables.MIGRATIONS);

    @Override
    public Database database() {
        return postgres.database();
    }
}
