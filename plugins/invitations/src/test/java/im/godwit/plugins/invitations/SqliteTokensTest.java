package im.godwit.plugins.invitations;

import im.godwit.jid.Jid;
import im.godwit.store.Database;
import im.godwit.testkit.SqliteFile;
import org.junit.jupiter.api.extension.RegisterExtension;

class SqliteTokensTest implements TokensContract {
    @RegisterExtension
    final SqliteFile sqlite = new SqliteFile(Tokens.MIGRATIONS);

    @Override
    public Database database() {
        return sqlite.database();
    }

    @Override
    public Jid domain() {
        return Jid.ofDomain("domain.example.org");
    }
}
