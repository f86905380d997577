package im.godwit.plugins.muc.store;

import im.godwit.jid.Jid;
import im.godwit.plugins.muc.engine.Channel;
import im.godwit.plugins.muc.engine.Configuration;
import im.godwit.plugins.muc.engine.RoomStore.Listing;
import im.godwit.plugins.muc.engine.Settings;
import im.godwit.store.Sql;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/** Persistent rooms that everybody may find, by the bytes of their addresses. */
final class PublicRows {
    private static final String PUBLIC =
            Configuration.STANDARD.with(Settings.PUBLIC, true).text(Settings.PUBLIC);
    private static final String ROOMS =
            " FROM muc_rooms r JOIN muc_settings p ON p.room = r.number AND p.setting = ? AND p.value = ?";
    private static final String LISTINGS = "SELECT r.room, n.value AS name" + ROOMS
            + " JOIN muc_settings n ON n.room = r.number AND n.setting = ? WHERE r.service = ?";

    private PublicRows() {}

    static List<Listing> after(Sql sql, Jid service, String place, int limit) {
        return query(sql, LISTINGS + " AND r.place > ? ORDER BY r.place LIMIT ?", service, place, limit);
    }

    static List<Listing> before(Sql sql, Jid service, String place, int limit) {
        return query(sql, LISTINGS + " AND r.place < ? ORDER BY r.place DESC LIMIT ?", service, place, limit)
                .reversed();
    }

    private static List<Listing> query(Sql sql, String statement, Jid service, String place, int limit) {
        return sql.query(
                statement,
                row -> new Listing(row.jid("room"), row.text("name")),
                Settings.PUBLIC.name(),
                PUBLIC,
                Settings.NAME.name(),
                service,
                place,
                limit);
    }

    static List<Channel> channels(Sql sql, Jid service, int limit) {
        SequencedMap<Jid, Map<String, String>> settings = new LinkedHashMap<>();
        sql.query(
                        "SELECT r.room, s.setting, s.value FROM (SELECT r.number, r.room, r.place" + ROOMS
                                + " WHERE r.service = ? ORDER BY r.place LIMIT ?) r"
                                + " JOIN muc_settings s ON s.room = r.number ORDER BY r.place",
                        row -> new Kept(row.jid("room"), row.text("setting"), row.text("value")),
                        Settings.PUBLIC.name(),
                        PUBLIC,
                        service,
                        limit)
                .forEach(it -> settings.computeIfAbsent(it.room(), room -> new HashMap<>())
                        .put(it.setting(), it.value()));
        return settings.entrySet().stream()
                .map(entry -> new Channel(entry.getKey(), Configuration.stored(entry.getValue()), 0))
                .toList();
    }

    private record Kept(Jid room, String setting, String value) {}

    static long count(Sql sql, Jid service, String before) {
        return sql.first(
                        "SELECT COUNT(*) AS total" + ROOMS + " WHERE r.service = ? AND r.place < ?",
                        row -> row.number("total"),
                        Settings.PUBLIC.name(),
                        PUBLIC,
                        service,
                        before)
                .orElseThrow();
    }
}
