package im.godwit.plugins.archive;

import static im.godwit.plugins.archive.Archiving.query;
import static org.assertj.core.api.Assertions.assertThat;

import im.godwit.plugin.Host;
import im.godwit.plugin.Implements;
import im.godwit.plugin.Plugin;
import im.godwit.store.Database;
import im.godwit.testkit.Actor;
import im.godwit.testkit.Spec;
import im.godwit.testkit.Stage;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What happens when the database refuses. */
class KeepingFailsTest {
    private static final String REFUSED = """
            <message type='error' id='m1' from='%s'>{any}
              <error type='wait'><internal-server-error xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error>
            </message>""";

    /** Takes a table away, as a damaged database would. */
    @Implements("XEP-0000")
    private static final class DamagePlugin implements Plugin {
        private Database database;

        @Override
        public void start(Host host) {
            database = host.database(AccountArchives.MIGRATIONS);
        }

        void rename(String from, String to) {
            database.write(sql -> sql.update("ALTER TABLE " + from + " RENAME TO " + to));
        }

        /** Lets nothing be written down for an account. */
        void refuse(String account) {
            database.write(sql -> sql.update("CREATE TRIGGER refused BEFORE INSERT ON archive_journal WHEN"
                    + " NEW.entries LIKE '%" + account + "@%' BEGIN SELECT RAISE(ABORT, 'full'); END"));
        }
    }

    private final DamagePlugin damage = new DamagePlugin();

    private Stage stage() {
        return Stage.builder().plugins(List.of(new ArchivePlugin(), damage)).build();
    }

    @Test
    @Spec(value = "RFC 6120 §8.3.3.6", says = "what could not be kept is refused, not delivered, and may be sent again")
    void messageThatCannotBeKeptIsRefused() {
        try (Stage stage = stage()) {
            Actor romeo = stage.client("romeo");
            Actor juliet = stage.client("juliet");
            damage.rename("archive_journal", "lost_journal");
            romeo.sends("<message to='{juliet/}' type='chat' id='m1'><body>hi</body></message>");

            romeo.receives(REFUSED.formatted("{juliet/}"));
            juliet.receivesNothing();

            damage.rename("lost_journal", "archive_journal");
            romeo.sends("<message to='{juliet/}' type='chat' id='m1'><body>hi</body></message>");
            romeo.receivesNothing();
            juliet.receives();
            assertThat(query(romeo, "").bodies()).containsExactly("hi");
            assertThat(query(juliet, "").bodies()).containsExactly("hi");
        }
    }

    @Test
    void oneSideIsNotKeptWithoutTheOther() {
        try (Stage stage = stage()) {
            Actor romeo = stage.client("romeo");
            Actor juliet = stage.client("juliet");
            damage.refuse("juliet");

            romeo.sends("<message to='{juliet/}' type='chat' id='m1'><body>hi</body></message>");

            romeo.receives(REFUSED.formatted("{juliet/}"));
            juliet.receivesNothing();
            assertThat(query(romeo, "").results()).isEmpty();
            assertThat(query(juliet, "").results()).isEmpty();
        }
    }

    @Test
    @Spec(value = "XEP-0313 §5.1.1", says = "what the sender wrote to nobody is in the sender's archive")
    void messageThatNobodyReceivesIsKeptOrRefused() {
        try (Stage stage = stage()) {
            Actor romeo = stage.client("romeo");
            romeo.sends("<message to='{nobody}' type='chat' id='m0'><body>kept</body></message>");
            assertThat(romeo.receives().toString()).contains("service-unavailable");

            damage.rename("archive_journal", "lost_journal");
            romeo.sends("<message to='{nobody}' type='chat' id='m1'><body>lost</body></message>");
            assertThat(romeo.receives().toString()).contains("service-unavailable");
            romeo.receives(REFUSED.formatted("{nobody}"));

            damage.rename("lost_journal", "archive_journal");
            assertThat(query(romeo, "").bodies()).containsExactly("kept");
        }
    }

    @Test
    @Spec(value = "RFC 6120 §8.3.3.6", says = "a query that cannot be answered may be asked again")
    void queryIsRefusedWhileTheDatabaseFails() {
        try (Stage stage = stage()) {
            Actor romeo = stage.client("romeo");
            romeo.sends("<message to='{romeo/}'><body>hi</body></message>").ignoresAll();
            damage.rename("archive_messages", "lost_messages");
            Archiving.sendQuery(romeo, "");
            romeo.receives("""
                    <iq type='error' id='q'>
                      <error type='wait'><internal-server-error xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error>
                    </iq>""");

            damage.rename("lost_messages", "archive_messages");
            assertThat(query(romeo, "").bodies()).containsExactly("hi");
        }
    }
}
