package im.godwit.plugins.muc.store;

import im.godwit.jid.Jid;
import im.godwit.plugins.muc.engine.Hat;
import im.godwit.plugins.muc.engine.Hats;
import im.godwit.store.Sql;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** The rows of hats and of who wears them. */
final class HatRows {
    private HatRows() {}

    private record Worn(Jid account, String uri) {}

    static Hats load(Sql sql, long room) {
        SortedMap<String, Hat> defined = new TreeMap<>();
        sql.query(
                        "SELECT uri, title, hue FROM muc_hats WHERE room = ?",
                        row -> new Hat(row.text("uri"), row.text("title"), row.optionalText("hue")),
                        room)
                .forEach(hat -> defined.put(hat.uri(), hat));
        if (defined.isEmpty()) {
            return Hats.NONE;
        }
        Map<Jid, SortedSet<String>> worn = new HashMap<>();
        sql.query(
                        "SELECT account, uri FROM muc_hats_worn WHERE room = ?",
                        row -> new Worn(row.jid("account"), row.text("uri")),
                        room)
                .forEach(it -> worn.computeIfAbsent(it.account(), account -> new TreeSet<>())
                        .add(it.uri()));
        return new Hats(defined, worn);
    }

    static void insert(Sql sql, long room, Hats hats) {
        hats.defined().values().forEach(hat -> upsert(sql, room, hat));
        hats.worn().forEach((account, uris) -> uris.forEach(uri -> putOn(sql, room, account, uri)));
    }

    static int upsert(Sql sql, long room, Hat hat) {
        return sql.update(
                "INSERT INTO muc_hats (room, uri, title, hue) VALUES (?, ?, ?, ?)"
                        + " ON CONFLICT (room, uri) DO UPDATE SET title = excluded.title, hue = excluded.hue",
                room,
                hat.uri(),
                hat.title(),
                hat.hue());
    }

    static int delete(Sql sql, long room, String uri) {
        return sql.update("DELETE FROM muc_hats WHERE room = ? AND uri = ?", room, uri);
    }

    static int putOn(Sql sql, long room, Jid account, String uri) {
        return sql.update(
                "INSERT INTO muc_hats_worn (room, account, uri) VALUES (?, ?, ?)"
                        + " ON CONFLICT (room, account, uri) DO NOTHING",
                room,
                account,
                uri);
    }

    static int takeOff(Sql sql, long room, Jid account, String uri) {
        return sql.update("DELETE FROM muc_hats_worn WHERE room = ? AND account = ? AND uri = ?", room, account, uri);
    }
}
