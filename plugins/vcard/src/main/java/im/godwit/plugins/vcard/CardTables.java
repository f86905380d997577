package im.godwit.plugins.vcard;

import im.godwit.jid.Jid;
import im.godwit.store.Database;
import im.godwit.store.Migrations;
import im.godwit.xml.Element;
import java.util.Optional;

/** vCards in the database, with the hashes of their photos beside them. */
final class CardTables {
    static final Migrations MIGRATIONS = Migrations.of("vcard", CardTables.class, "001-create.sql");

    private final Database database;

    CardTables(Database database) {
        this.database = database;
    }

    Optional<Element> card(Jid account) {
        return database.read(sql ->
                sql.first("SELECT card FROM vcard_cards WHERE account = ?", row -> row.element("card"), account));
    }

    /** The hash of the photo in the account's card. */
    Optional<String> photo(Jid account) {
        return database.read(sql -> sql.first(
                        "SELECT photo FROM vcard_cards WHERE account = ?", row -> row.optionalText("photo"), account))
                .flatMap(photo -> photo);
    }

    /** Replaces a card; durable when this returns. */
    void save(Jid account, Card card) {
        database.write(sql -> sql.update(
                "INSERT INTO vcard_cards (account, card, photo) VALUES (?, ?, ?)"
                        + " ON CONFLICT (account) DO UPDATE SET card = excluded.card, photo = excluded.photo",
                account,
                card.element(),
                card.hash()));
    }

    /** Forgets an account's card. */
    void delete(Jid account) {
        database.write(sql -> sql.update("DELETE FROM vcard_cards WHERE account = ?", account));
    }
}
