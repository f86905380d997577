package im.godwit.archive;

import im.godwit.store.Database;
import im.godwit.store.Row;
import im.godwit.store.Sql;
import im.godwit.xml.Element;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Adds to archives and takes the oldest away. For many threads.
 *
 * <p>Entries of an archive are numbered without gaps in the order in which they were committed, and their times never
 * go back, whatever the clock does. So a span of time is a span of positions, and a difference of positions is a count.
 */
public final class ArchiveTables {
    /** So many entries are removed in one transaction, so that others do not wait long for it. */
    private static final int BATCH = 100;

    /** Of so many messages of the same name, the newest, one may be replaced. */
    private static final int CANDIDATES = 16;

    /** The time of the oldest entry where there is none: later than all. */
    private static final long NEVER = Long.MAX_VALUE;

    /** What the owner of an archive that nobody owns any more begins with; no address and no number does. */
    private static final String NOBODY = "/";

    private static final String ARCHIVE = "number, first_position, last_position, first_stamp, last_stamp";

    private final Database database;
    private final ArchiveShape<?> shape;
    private final String insertMessage;
    private final String insertText;
    private final String advance;

    public ArchiveTables(Database database, ArchiveShape<?> shape) {
        this.database = database;
        this.shape = shape;
        List<String> columns = new ArrayList<>(List.of("archive", "position", "uid", "stamp", "bytes", "stanza"));
        columns.addAll(shape.columns());
        this.insertMessage = "INSERT INTO " + shape.messages() + " (" + String.join(", ", columns) + ") VALUES ("
                + String.join(", ", Collections.nCopies(columns.size(), "?")) + ")";
        this.insertText = "INSERT INTO " + shape.texts() + " (archive, position, words) VALUES (?, ?, ?)";
        this.advance = advance(shape.owners());
    }

    private static String advance(String owners) {
        return "INSERT INTO " + owners + " (owner, first_position, last_position, first_stamp, last_stamp)"
                + " VALUES (?, 1, 1, ?, ?) ON CONFLICT (owner) DO UPDATE SET"
                + " last_position = " + owners + ".last_position + 1,"
                + " first_stamp = CASE WHEN " + owners + ".first_position > " + owners + ".last_position"
                + " THEN excluded.first_stamp ELSE " + owners + ".first_stamp END,"
                + " last_stamp = CASE WHEN excluded.last_stamp > " + owners + ".last_stamp"
                + " THEN excluded.last_stamp ELSE " + owners + ".last_stamp END"
                + " RETURNING " + ARCHIVE;
    }

    private record Archive(long number, long first, long last, Instant oldest, Instant newest) {
        static Archive of(Row row) {
            return new Archive(
                    row.number("number"),
                    row.number("first_position"),
                    row.number("last_position"),
                    row.instant("first_stamp"),
                    row.instant("last_stamp"));
        }
    }

    /**
     * Adds an entry to an archive, within a transaction; removes what is too many or too old then.
     *
     * @param owner whose archive; it is made if it does not exist
     */
    public void append(Sql sql, String owner, Entry entry, ArchiveLimits limits) {
        Archive archive = sql.first(advance, Archive::of, owner, entry.stamp(), entry.stamp())
                .orElseThrow();
        List<Object> values = new ArrayList<>(List.of(
                archive.number(),
                archive.last(),
                entry.uid(),
                archive.newest(),
                entry.text().bytes(),
                entry.text().stanza()));
        values.addAll(entry.columns());
        sql.update(insertMessage, values.toArray());
        sql.update(insertText, archive.number(), archive.last(), entry.text().words());
        trim(sql, archive, limits, entry.stamp());
    }

    private void trim(Sql sql, Archive archive, ArchiveLimits limits, Instant now) {
        long tooMany = archive.last() - limits.messages();
        if (tooMany >= archive.first()) {
            remove(sql, archive, tooMany);
        } else if (limits.ageOut() && archive.oldest().isBefore(limits.expiry(now))) {
            removeExpired(sql, archive, limits.expiry(now));
        }
    }

    private record Candidate(long archive, long position, Element stanza) {}

    /**
     * Replaces a message by what tells that it was there, within a transaction. It keeps its id, its time and its place
     * (XEP-0313 §3.2), and is not found by its words any more.
     *
     * @param which how the message is found; of several the newest that there is a replacement for
     * @param by makes the replacement, or none where this is not the message
     * @return whether there was such a message
     */
    public boolean replace(Sql sql, String owner, Filter which, Function<Element, Optional<Element>> by) {
        Optional<Archive> archive = find(sql, owner);
        List<Candidate> candidates = archive.stream()
                .flatMap(it -> sql
                        .query(
                                "SELECT m.archive, m.position, m.stanza" + which.from(shape)
                                        + " ORDER BY m.position DESC LIMIT ?",
                                row -> new Candidate(
                                        row.number("archive"), row.number("position"), row.element("stanza")),
                                which.arguments(it.number(), new Range(it.first(), it.last()), CANDIDATES))
                        .stream())
                .toList();
        for (Candidate candidate : candidates) {
            Optional<Element> replacement = by.apply(candidate.stanza());
            if (replacement.isPresent()) {
                replace(sql, candidate, Entry.Text.of(replacement.get()));
                return true;
            }
        }
        return false;
    }

    private void replace(Sql sql, Candidate candidate, Entry.Text text) {
        sql.update(
                "UPDATE " + shape.messages() + " SET stanza = ?, bytes = ? WHERE archive = ? AND position = ?",
                text.stanza(),
                text.bytes(),
                candidate.archive(),
                candidate.position());
        sql.update(
                "UPDATE " + shape.texts() + " SET words = ? WHERE archive = ? AND position = ?",
                text.words(),
                candidate.archive(),
                candidate.position());
    }

    private Optional<Archive> find(Sql sql, String owner) {
        return sql.first("SELECT " + ARCHIVE + " FROM " + shape.owners() + " WHERE owner = ?", Archive::of, owner);
    }

    /** Removes what is too old from all archives, also of those who get no messages. */
    public void sweep(ArchiveLimits limits, Instant now) {
        while (limits.ageOut() && database.write(sql -> sweepOne(sql, limits.expiry(now)))) {
            // the next batch is a transaction of its own
        }
    }

    private boolean sweepOne(Sql sql, Instant expiry) {
        Optional<Archive> oldest = sql.first(
                "SELECT " + ARCHIVE + " FROM " + shape.owners() + " WHERE first_stamp < ? ORDER BY first_stamp LIMIT 1",
                Archive::of,
                expiry);
        oldest.ifPresent(archive -> removeExpired(sql, archive, expiry));
        return oldest.isPresent();
    }

    private void removeExpired(Sql sql, Archive archive, Instant expiry) {
        long last = sql.first(
                        "SELECT position FROM " + shape.messages() + " WHERE archive = ? AND stamp < ?"
                                + " ORDER BY stamp DESC, position DESC LIMIT 1",
                        row -> row.number("position"),
                        archive.number(),
                        expiry)
                .orElseThrow();
        remove(sql, archive, last);
    }

    /** Removes the oldest entries up to a position, a batch at most: never out of the middle (XEP-0313 §3.2). */
    private void remove(Sql sql, Archive archive, long upTo) {
        long last = Math.min(upTo, archive.first() + BATCH - 1);
        for (String table : List.of(shape.messages(), shape.texts())) {
            sql.update(
                    "DELETE FROM " + table + " WHERE archive = ? AND position BETWEEN ? AND ?",
                    archive.number(),
                    archive.first(),
                    last);
        }
        sql.update(
                "UPDATE " + shape.owners() + " SET first_position = ?, first_stamp = COALESCE("
                        + "(SELECT stamp FROM " + shape.messages() + " WHERE archive = ? AND position = ?), ?)"
                        + " WHERE number = ?",
                last + 1,
                archive.number(),
                last + 1,
                NEVER,
                archive.number());
    }

    /** Removes an archive. */
    public void clear(String owner) {
        while (database.write(sql -> clearBatch(sql, find(sql, owner)))) {
            // a large archive takes several transactions, so that others do not wait long
        }
    }

    /**
     * Takes an archive away from its owner, within a transaction: whoever comes by the same name has another. What is
     * in it goes with {@link #removeAbandoned}.
     */
    public void abandon(Sql sql, String owner) {
        // in PostgreSQL a number does not become text by itself
        sql.update(
                "UPDATE " + shape.owners() + " SET owner = ? || CAST(number AS TEXT) WHERE owner = ?", NOBODY, owner);
    }

    /** Removes the archives that nobody owns any more. */
    public void removeAbandoned() {
        while (database.read(this::abandoned).isPresent()) {
            database.write(sql -> clearBatch(sql, abandoned(sql)));
        }
    }

    private Optional<Archive> abandoned(Sql sql) {
        return sql.first(
                "SELECT " + ARCHIVE + " FROM " + shape.owners() + " WHERE owner LIKE ? LIMIT 1",
                Archive::of,
                NOBODY + "%");
    }

    private boolean clearBatch(Sql sql, Optional<Archive> found) {
        found.ifPresent(archive -> {
            if (archive.first() <= archive.last()) {
                remove(sql, archive, archive.last());
            } else {
                sql.update("DELETE FROM " + shape.owners() + " WHERE number = ?", archive.number());
            }
        });
        return found.isPresent();
    }
}
