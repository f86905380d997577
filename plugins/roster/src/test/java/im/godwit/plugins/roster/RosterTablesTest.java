package im.godwit.plugins.roster;

import static org.assertj.core.api.Assertions.assertThat;

import im.godwit.core.store.SqliteDatabase;
import im.godwit.core.store.SqliteOptions;
import im.godwit.jid.Jid;
import im.godwit.service.Contact;
import im.godwit.xml.Element;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is saved is what is loaded. */
class RosterTablesTest {
    private static final Jid ROMEO = Jid.of("romeo", "example.org");
    private static final Jid JULIET = Jid.of("juliet", "example.org");
    private static final Contact CONTACT = Contact.none(JULIET)
            .withNameAndGroups(Optional.of("J"), new LinkedHashSet<>(List.of("z", "a")))
            .withFrom(true)
            .withAsk(true)
            .withApproved(true)
            .withRequest(Optional.of(Element.builder("jabber:client", "presence")
                    .child("status", "hi")
                    .build()));

    @TempDir
    private Path folder;

    private SqliteDatabase database;
    private RosterTables tables;

    @BeforeEach
    void open() {
        database = SqliteDatabase.open(new SqliteOptions(folder.resolve("test.db"), 1, SqliteOptions.Durability.NONE));
        database.migrate(RosterTables.MIGRATIONS);
        tables = new RosterTables(database);
    }

    @AfterEach
    void close() {
        database.close();
    }

    private Roster saved(Roster before, Contact contact) {
        Roster after = before.with(contact, true);
        tables.save(ROMEO, after, contact);
        return after;
    }

    @Test
    void everythingOfAContactIsKept() {
        Roster roster = saved(new Roster("epoch", 0, 0, Map.of()), CONTACT);

        assertThat(tables.load(ROMEO)).isEqualTo(roster);
        assertThat(tables.load(ROMEO).contact(JULIET).groups()).containsExactly("z", "a");
    }

    @Test
    void aChangeReplacesAllOfIt() {
        Roster first = saved(new Roster("epoch", 0, 0, Map.of()), CONTACT);

        Roster second = saved(first, Contact.none(JULIET).withListed(true));

        assertThat(tables.load(ROMEO)).isEqualTo(second);
    }

    @Test
    void aRemovalLeavesTheNumbers() {
        Roster first = saved(new Roster("epoch", 0, 0, Map.of()), CONTACT);

        saved(first, Contact.none(JULIET));

        assertThat(tables.load(ROMEO)).isEqualTo(new Roster("epoch", 2, 2, Map.of()));
    }

    @Test
    void aDeletedAccountLeavesNothing() {
        saved(new Roster("epoch", 0, 0, Map.of()), CONTACT);

        tables.delete(ROMEO);

        assertThat(tables.load(ROMEO)).isEqualTo(Roster.EMPTY);
    }
}
