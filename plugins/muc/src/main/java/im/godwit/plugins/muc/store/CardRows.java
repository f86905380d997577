package im.godwit.plugins.muc.store;

import im.godwit.plugins.muc.engine.Card;
import im.godwit.store.Sql;
import java.util.List;
import java.util.Optional;

/** The rows of vCards; the hashes of photos are in one text, with spaces between them. */
final class CardRows {
    private static final String BETWEEN = " ";

    private CardRows() {}

    static Optional<Card> load(Sql sql, long room) {
        return sql.first(
                "SELECT content, photos FROM muc_cards WHERE room = ?",
                row -> new Card(row.element("content"), hashes(row.text("photos"))),
                room);
    }

    private static List<String> hashes(String text) {
        return text.isEmpty() ? List.of() : List.of(text.split(BETWEEN));
    }

    static int upsert(Sql sql, long room, Card card) {
        return sql.update(
                "INSERT INTO muc_cards (room, content, photos) VALUES (?, ?, ?)"
                        + " ON CONFLICT (room) DO UPDATE SET content = excluded.content, photos = excluded.photos",
                room,
                card.content(),
                String.join(BETWEEN, card.photos()));
    }

    static int delete(Sql sql, long room) {
        return sql.update("DELETE FROM muc_cards WHERE room = ?", room);
    }
}
