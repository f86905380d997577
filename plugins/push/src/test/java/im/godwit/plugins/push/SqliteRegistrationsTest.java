package im.godwit.plugins.push;

import im.godwit.jid.Jid;
import im.godwit.testkit.SqliteFile;
import org.junit.jupiter.api.extension.RegisterExtension;

class SqliteRegistrationsTest implements RegistrationsContract {
    @RegisterExtension
    final SqliteFile sqlite = new SqliteFile(Registrations.MIGRATIONS);

    @Override
    public Registrations registrations() {
        return new Registrations(sqlite.database());
    }

    @Override
    public Jid account() {
        return Jid.of("juliet", "example.org");
    }
}
