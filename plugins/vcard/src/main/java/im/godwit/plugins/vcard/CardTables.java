package im.godwit.plugins.vcard;

import im.godwit.jid.Jid;
import im.godwit.store.Database;
import im.godwit.store.Migrations;
import im.godwit.store.Row;
import java.util.Optional;

/** vCards in the database, with the hashes of their photos beside them. */
final class CardTables {
    static final Migrations MIGRATIONS = Migrations.of("vcard", CardTables.class, "001-create.sql", "002-vcard4.sql");

    private final Database database;

    CardTables(Database database) {
        this.database = database;
    }

    Optional<Forms> forms(Jid account) {
        return database.read(
                sql -> sql.first("SELECT card, card4 FROM vcard_cards WHERE account = ?", CardTables::forms, account));
    }

    private static Forms forms(Row row) {
        Card card = new Card(row.element("card"));
        return row.optionalElement("card4")
                .map(vcard4 -> new Forms(card, vcard4))
                .orElseGet(() -> Forms.of(card));
    }

    /** The hash of the photo in the account's card. */
    Optional<String> photo(Jid account) {
        return database.read(sql -> sql.first(
                        "SELECT photo FROM vcard_cards WHERE account = ?", row -> row.optionalText("photo"), account))
                .flatMap(photo -> photo);
    }

    /** Replaces a card; durable when this returns. */
    void save(Jid account, Forms forms) {
        database.write(sql -> sql.update(
                "INSERT INTO vcard_cards (account, card, card4, photo) VALUES (?, ?, ?, ?) ON CONFLICT (account)"
                        + " DO UPDATE SET card = excluded.card, card4 = excluded.card4, photo = excluded.photo",
                account,
                forms.card().element(),
                forms.vcard4(),
                forms.card().hash()));
    }

    /** Forgets an account's card. */
    void delete(Jid account) {
        database.write(sql -> sql.update("DELETE FROM vcard_cards WHERE account = ?", account));
    }
}
