package im.godwit.plugins.muc.store;

import im.godwit.plugins.muc.engine.HistoryEntry;
import im.godwit.store.Sql;
import java.util.List;

/** The rows of messages, in the order in which they were said. */
final class HistoryRows {
    private HistoryRows() {}

    static void insert(Sql sql, long room, HistoryEntry entry) {
        sql.update(
                "INSERT INTO muc_history (room, nickname, occupant, said, content) VALUES (?, ?, ?, ?, ?)",
                room,
                entry.nickname(),
                entry.occupant(),
                entry.said(),
                entry.content());
    }

    /** Forgets all but the latest messages. */
    static void trim(Sql sql, long room, int keep) {
        sql.first(
                        "SELECT number FROM muc_history WHERE room = ? ORDER BY number DESC LIMIT 1 OFFSET ?",
                        row -> row.number("number"),
                        room,
                        keep)
                .ifPresent(newestToGo ->
                        sql.update("DELETE FROM muc_history WHERE room = ? AND number <= ?", room, newestToGo));
    }

    static List<HistoryEntry> latest(Sql sql, long room, int limit) {
        return sql.query(
                        "SELECT nickname, occupant, said, content FROM muc_history WHERE room = ?"
                                + " ORDER BY number DESC LIMIT ?",
                        row -> new HistoryEntry(
                                row.text("nickname"),
                                row.text("occupant"),
                                row.instant("said"),
                                row.element("content")),
                        room,
                        limit)
                .reversed();
    }
}
