package im.godwit.plugins.vcard;

import static org.assertj.core.api.Assertions.assertThat;

import im.godwit.jid.Jid;
import im.godwit.store.Database;
import im.godwit.xml.Element;
import org.junit.jupiter.api.Test;

/** What is saved is what is loaded, in whichever database. */
interface CardTablesContract {
    String HASH = "a9993e364706816aba3e25717850c26c9cd0d89d";

    /** With the plugin's tables. */
    Database database();

    /** An account that has no card yet. */
    Jid account();

    private CardTables tables() {
        return new CardTables(database());
    }

    private static Forms named(String name) {
        return Forms.of(new Card(Element.builder(Card.NAME).child("FN", name).build()));
    }

    private static Forms withPhoto() {
        return Forms.of(new Card(Element.builder(Card.NAME)
                .child("PHOTO", photo -> photo.child("BINVAL", "YWJj"))
                .build()));
    }

    @Test
    default void thereIsNoCardAtFirst() {
        assertThat(tables().forms(account())).isEmpty();
        assertThat(tables().photo(account())).isEmpty();
    }

    @Test
    default void laterCardReplacesTheEarlier() {
        CardTables tables = tables();
        tables.save(account(), withPhoto());
        assertThat(tables.photo(account())).contains(HASH);

        tables.save(account(), named("Juliet ♥"));

        assertThat(tables.forms(account())).contains(named("Juliet ♥"));
        assertThat(tables.photo(account())).isEmpty();
    }

    @Test
    default void accountsAreApart() {
        CardTables tables = tables();
        Jid other = Jid.of("other-" + account().local(), "example.org");
        tables.save(account(), withPhoto());
        tables.save(other, named("Romeo"));

        tables.delete(other);

        assertThat(tables.forms(other)).isEmpty();
        assertThat(tables.photo(account())).contains(HASH);
    }

    @Test
    default void cardFromBeforeThereWereTwoFormsHasBoth() {
        CardTables tables = tables();
        tables.save(account(), named("Juliet"));
        database().write(sql -> sql.update("UPDATE vcard_cards SET card4 = NULL WHERE account = ?", account()));

        assertThat(tables.forms(account())).contains(named("Juliet"));
    }
}
