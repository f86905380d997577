package im.godwit.archive;

import im.godwit.store.Sql;
import java.time.Instant;
import java.util.List;

/**
 * Moves entries from the journal to their places: a few statements for however many there are. Each archive's get the
 * next positions in the order of the journal, and the time of the one before where the clock went back.
 */
final class Moving {
    private final Removal removal;
    private final String open;
    private final String messages;
    private final String advance;
    private final String overfull;
    private final String delete;

    Moving(ArchiveShape<?> shape, Removal removal) {
        this.removal = removal;
        String owners = shape.owners();
        String these = shape.journal() + " j WHERE j.number BETWEEN ? AND ?";
        String placed = shape.journal() + " j JOIN " + owners + " o ON o.owner = j.owner"
                + " WHERE j.number BETWEEN ? AND ? WINDOW w AS (PARTITION BY o.number ORDER BY j.number)";
        String more = shape.columns().isEmpty() ? "" : ", " + String.join(", ", shape.columns());
        String moreWaiting = shape.columns().isEmpty() ? "" : ", j." + String.join(", j.", shape.columns());
        this.open = "INSERT INTO " + owners + " (owner, first_position, last_position, first_stamp, last_stamp)"
                + " SELECT DISTINCT j.owner, 1, 0, " + Removal.NEVER + ", 0 FROM " + these
                + " AND NOT EXISTS (SELECT 1 FROM " + owners + " o WHERE o.owner = j.owner)";
        // the places alone are put in order, and each message is read when its turn comes: that is what CROSS JOIN says
        // to SQLite
        this.messages = "INSERT INTO " + shape.messages() + " (place, aside, stamp, uid, bytes, words, stanza" + more
                + ") SELECT p.place, p.aside, p.stamp, j.uid, j.bytes, j.words, j.stanza" + moreWaiting
                + " FROM (SELECT j.number, o.number * " + Place.POSITIONS
                + " + o.last_position + ROW_NUMBER() OVER w AS place,"
                + " j.aside OR o.last_stamp > j.stamp OR MAX(j.stamp) OVER w > j.stamp AS aside,"
                + " CASE WHEN o.last_stamp > MAX(j.stamp) OVER w THEN o.last_stamp ELSE MAX(j.stamp) OVER w END AS stamp"
                + " FROM " + placed + ") p CROSS JOIN " + shape.journal() + " j WHERE j.number = p.number";
        this.advance = "INSERT INTO " + owners + " (owner, first_position, last_position, first_stamp, last_stamp)"
                + " SELECT j.owner, 1, COUNT(*), 0, MAX(j.stamp) FROM " + these + " GROUP BY j.owner"
                + " ON CONFLICT (owner) DO UPDATE SET"
                + " last_position = " + owners + ".last_position + excluded.last_position,"
                + " first_stamp = CASE WHEN " + owners + ".first_position > " + owners + ".last_position"
                + " THEN (SELECT m.stamp FROM " + shape.messages() + " m WHERE m.place = " + owners + ".number * "
                + Place.POSITIONS + " + " + owners + ".first_position) ELSE " + owners + ".first_stamp END,"
                + " last_stamp = CASE WHEN excluded.last_stamp > " + owners + ".last_stamp"
                + " THEN excluded.last_stamp ELSE " + owners + ".last_stamp END";
        this.overfull = "SELECT " + Archive.columns("o") + ", n.most_messages, n.expiry, c.entries FROM"
                + " (SELECT j.owner, MAX(j.number) AS newest, COUNT(*) AS entries FROM " + these
                + " GROUP BY j.owner) c JOIN " + shape.journal() + " n ON n.number = c.newest JOIN " + owners
                + " o ON o.owner = c.owner"
                + " WHERE o.last_position - n.most_messages >= o.first_position OR o.first_stamp < n.expiry";
        this.delete = "DELETE FROM " + shape.journal() + " WHERE number BETWEEN ? AND ?";
    }

    /** An archive with the limits that came with its newest entry. */
    private record Overfull(Archive archive, long most, Instant expiry, int entries) {}

    /** Moves the entries of these numbers, within a transaction; removes what is too many or too old then. */
    void move(Sql sql, Range numbers) {
        for (String statement : List.of(open, messages, advance)) {
            sql.update(statement, numbers.first(), numbers.last());
        }
        sql.query(
                        overfull,
                        row -> new Overfull(
                                Archive.of(row),
                                row.number("most_messages"),
                                row.instant("expiry"),
                                Math.toIntExact(row.number("entries"))),
                        numbers.first(),
                        numbers.last())
                .forEach(archive -> trim(sql, archive));
        sql.update(delete, numbers.first(), numbers.last());
    }

    private void trim(Sql sql, Overfull overfull) {
        Archive archive = overfull.archive();
        long tooMany = archive.last() - overfull.most();
        // no fewer than came, or it would grow
        int most = Math.max(Removal.BATCH, overfull.entries());
        if (tooMany >= archive.first()) {
            removal.remove(sql, archive, tooMany, most);
        } else {
            removal.removeExpired(sql, archive, overfull.expiry(), most);
        }
    }
}
