package im.godwit.plugins.blocking;

import static org.assertj.core.api.Assertions.assertThat;

import im.godwit.jid.Jid;
import im.godwit.service.Blocklist;
import im.godwit.store.Database;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is saved is what is loaded, in whichever database. */
interface BlocklistTablesContract {
    Jid TYBALT = Jid.of("tybalt", "example.org");
    Jid PARIS = Jid.parse("paris@example.org/Tomb ♥");
    Jid DOMAIN = Jid.ofDomain("capulet.example");

    /** With the plugin's tables. */
    Database database();

    /** An account of which nothing was said yet. */
    Jid account();

    private BlocklistTables tables() {
        return new BlocklistTables(database());
    }

    @Test
    default void aListIsEmptyAtFirst() {
        assertThat(tables().load(account())).isEqualTo(Blocklist.EMPTY);
    }

    @Test
    default void whatIsAddedIsThereAndWhatIsRemovedIsNot() {
        BlocklistTables tables = tables();

        tables.change(account(), List.of(TYBALT, PARIS, DOMAIN), List.of());
        tables.change(account(), List.of(TYBALT), List.of(PARIS));

        assertThat(tables.load(account())).isEqualTo(new Blocklist(Set.of(TYBALT, DOMAIN)));
    }

    @Test
    default void accountsAreApart() {
        BlocklistTables tables = tables();
        Jid other = Jid.of("other-" + account().local(), "example.org");
        tables.change(account(), List.of(TYBALT), List.of());
        tables.change(other, List.of(PARIS), List.of());

        tables.delete(other);

        assertThat(tables.load(account())).isEqualTo(new Blocklist(Set.of(TYBALT)));
        assertThat(tables.load(other)).isEqualTo(Blocklist.EMPTY);
    }

    @Test
    default void hostsAreApart() {
        BlocklistTables tables = tables();
        Jid host = Jid.ofDomain(account().local() + ".example.org");

        tables.replaceOf(host, new Blocklist(Set.of(TYBALT, PARIS)));
        tables.replaceOf(host, new Blocklist(Set.of(TYBALT, DOMAIN)));

        assertThat(tables.loadOf(host)).isEqualTo(new Blocklist(Set.of(TYBALT, DOMAIN)));
        assertThat(tables.loadOf(Jid.ofDomain("other." + host))).isEqualTo(Blocklist.EMPTY);
    }
}
