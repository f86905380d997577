package im.godwit.plugins.muc.store;

import im.godwit.jid.Jid;
import im.godwit.plugins.muc.engine.Affiliated;
import im.godwit.plugins.muc.engine.Affiliation;
import im.godwit.plugins.muc.engine.Configuration;
import im.godwit.plugins.muc.engine.Nickname;
import im.godwit.plugins.muc.engine.StoredRoom;
import im.godwit.plugins.muc.engine.Subject;
import im.godwit.store.Row;
import im.godwit.store.Sql;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The rows of rooms and of all that belongs to them but history. */
final class RoomRows {
    private RoomRows() {}

    private record Found(long key, Optional<Subject> subject) {}

    static Optional<StoredRoom> load(Sql sql, Jid room) {
        Optional<Found> found = sql.first(
                "SELECT number, subject, subject_author, subject_occupant, subject_set FROM muc_rooms WHERE room = ?",
                row -> new Found(row.number("number"), subject(row)),
                room);
        return found.map(it -> new StoredRoom(
                it.key(),
                configuration(sql, it.key()),
                affiliations(sql, it.key()),
                it.subject(),
                HatRows.load(sql, it.key()),
                CardRows.load(sql, it.key())));
    }

    private static Optional<Subject> subject(Row row) {
        return row.optionalText("subject")
                .map(text -> new Subject(
                        text, row.text("subject_author"), row.text("subject_occupant"), row.instant("subject_set")));
    }

    private static Configuration configuration(Sql sql, long key) {
        Map<String, String> texts = new HashMap<>();
        sql.query(
                        "SELECT setting, value FROM muc_settings WHERE room = ?",
                        row -> Map.entry(row.text("setting"), row.text("value")),
                        key)
                .forEach(entry -> texts.put(entry.getKey(), entry.getValue()));
        return Configuration.stored(texts);
    }

    private static Map<Jid, Affiliated> affiliations(Sql sql, long key) {
        Map<Jid, Affiliated> affiliations = new HashMap<>();
        sql.query(
                        "SELECT account, affiliation, nickname, reason FROM muc_affiliations WHERE room = ?",
                        row -> Map.entry(
                                row.jid("account"),
                                new Affiliated(
                                        Affiliation.valueOf(row.text("affiliation")),
                                        row.optionalText("nickname").map(Nickname::stored),
                                        row.optionalText("reason"))),
                        key)
                .forEach(entry -> affiliations.put(entry.getKey(), entry.getValue()));
        return affiliations;
    }

    static boolean isThere(Sql sql, long key) {
        return sql.first("SELECT number FROM muc_rooms WHERE number = ?", row -> row.number("number"), key)
                .isPresent();
    }

    static int delete(Sql sql, long key) {
        return sql.update("DELETE FROM muc_rooms WHERE number = ?", key);
    }

    static long insert(Sql sql, Jid room, Instant created) {
        return sql.first(
                        "INSERT INTO muc_rooms (service, room, place, created) VALUES (?, ?, ?, ?) RETURNING number",
                        row -> row.number("number"),
                        room.domainJid(),
                        room,
                        room,
                        created)
                .orElseThrow();
    }

    static void configure(Sql sql, long key, Configuration configuration) {
        configuration
                .texts()
                .forEach((setting, value) -> sql.update(
                        "INSERT INTO muc_settings (room, setting, value) VALUES (?, ?, ?)"
                                + " ON CONFLICT (room, setting) DO UPDATE SET value = excluded.value",
                        key,
                        setting,
                        value));
    }

    static void affiliate(Sql sql, long key, Jid account, Affiliated affiliated) {
        if (affiliated.affiliation() == Affiliation.NONE) {
            sql.update("DELETE FROM muc_affiliations WHERE room = ? AND account = ?", key, account);
        } else {
            sql.update(
                    "INSERT INTO muc_affiliations (room, account, affiliation, nickname, reason)"
                            + " VALUES (?, ?, ?, ?, ?) ON CONFLICT (room, account) DO UPDATE SET"
                            + " affiliation = excluded.affiliation, nickname = excluded.nickname,"
                            + " reason = excluded.reason",
                    key,
                    account,
                    affiliated.affiliation(),
                    affiliated.nickname().map(Nickname::text),
                    affiliated.reason());
        }
    }

    static int subject(Sql sql, long key, Subject subject) {
        return sql.update(
                "UPDATE muc_rooms SET subject = ?, subject_author = ?, subject_occupant = ?, subject_set = ?"
                        + " WHERE number = ?",
                subject.text(),
                subject.author(),
                subject.occupant(),
                subject.set(),
                key);
    }
}
