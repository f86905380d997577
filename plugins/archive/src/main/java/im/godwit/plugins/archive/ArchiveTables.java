package im.godwit.plugins.archive;

import im.godwit.jid.Jid;
import im.godwit.store.Database;
import im.godwit.store.Migrations;
import im.godwit.store.Row;
import im.godwit.store.Sql;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Adds to archives and takes the oldest away.
 *
 * <p>Entries of an archive are numbered without gaps in the order in which they were committed, and their times never
 * go back, whatever the clock does. So a span of time is a span of positions, and a difference of positions is a count.
 */
final class ArchiveTables {
    static final Migrations MIGRATIONS = Migrations.of("archive", ArchiveTables.class, "001-create.sql");

    /** So many entries are removed in one transaction, so that others do not wait long for it. */
    private static final int BATCH = 100;

    /** The time of the oldest entry where there is none: later than all. */
    private static final long NEVER = Long.MAX_VALUE;

    private final Database database;
    private final ArchiveOptions limits;

    ArchiveTables(Database database, ArchiveOptions limits) {
        this.database = database;
        this.limits = limits;
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

    /** Adds an entry to an account's archive, within a transaction; removes what is too many or too old then. */
    void append(Sql sql, Jid account, Entry entry, Instant now) {
        Archive archive = advanced(sql, account, now);
        sql.update(
                "INSERT INTO archive_messages (archive, position, uid, stamp, peer, resource, bytes, stanza)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                archive.number(),
                archive.last(),
                entry.uid(),
                archive.newest(),
                entry.peer().bare(),
                entry.peer().resource(),
                entry.bytes(),
                entry.stanza());
        sql.update(
                "INSERT INTO archive_texts (archive, position, words) VALUES (?, ?, ?)",
                archive.number(),
                archive.last(),
                entry.words());
        trim(sql, archive, now);
    }

    /** The archive with one more position at its end; made if it does not exist. */
    private static Archive advanced(Sql sql, Jid account, Instant now) {
        return sql.first(
                        "INSERT INTO archive_accounts (account, first_position, last_position, first_stamp, last_stamp)"
                                + " VALUES (?, 1, 1, ?, ?) ON CONFLICT (account) DO UPDATE SET"
                                + " last_position = archive_accounts.last_position + 1,"
                                + " first_stamp = CASE WHEN archive_accounts.first_position"
                                + " > archive_accounts.last_position THEN excluded.first_stamp"
                                + " ELSE archive_accounts.first_stamp END,"
                                + " last_stamp = CASE WHEN excluded.last_stamp > archive_accounts.last_stamp"
                                + " THEN excluded.last_stamp ELSE archive_accounts.last_stamp END"
                                + " RETURNING number, first_position, last_position, first_stamp, last_stamp",
                        Archive::of,
                        account,
                        now,
                        now)
                .orElseThrow();
    }

    private void trim(Sql sql, Archive archive, Instant now) {
        long tooMany = limits.maxMessages() == 0 ? 0 : archive.last() - limits.maxMessages();
        if (tooMany >= archive.first()) {
            remove(sql, archive, tooMany);
        } else if (agesOut() && archive.oldest().isBefore(expiry(now))) {
            removeExpired(sql, archive, now);
        }
    }

    /** Whether entries are removed for their age at all. */
    boolean agesOut() {
        return !limits.maxAge().equals(Duration.ZERO);
    }

    private Instant expiry(Instant now) {
        return now.minus(limits.maxAge());
    }

    /** Removes what is too old from all archives, also of those who get no messages. */
    void sweep(Instant now) {
        while (agesOut() && database.write(sql -> sweepOne(sql, now))) {
            // the next batch is a transaction of its own
        }
    }

    private boolean sweepOne(Sql sql, Instant now) {
        Optional<Archive> oldest = sql.first(
                "SELECT number, first_position, last_position, first_stamp, last_stamp FROM archive_accounts"
                        + " WHERE first_stamp < ? ORDER BY first_stamp LIMIT 1",
                Archive::of,
                expiry(now));
        oldest.ifPresent(archive -> removeExpired(sql, archive, now));
        return oldest.isPresent();
    }

    private void removeExpired(Sql sql, Archive archive, Instant now) {
        long last = sql.first(
                        "SELECT position FROM archive_messages WHERE archive = ? AND stamp < ?"
                                + " ORDER BY stamp DESC, position DESC LIMIT 1",
                        row -> row.number("position"),
                        archive.number(),
                        expiry(now))
                .orElseThrow();
        remove(sql, archive, last);
    }

    /** Removes the oldest entries up to a position, a batch at most: never out of the middle (XEP-0313 §3.2). */
    private static void remove(Sql sql, Archive archive, long upTo) {
        long last = Math.min(upTo, archive.first() + BATCH - 1);
        for (String table : List.of("archive_messages", "archive_texts")) {
            sql.update(
                    "DELETE FROM " + table + " WHERE archive = ? AND position BETWEEN ? AND ?",
                    archive.number(),
                    archive.first(),
                    last);
        }
        sql.update(
                "UPDATE archive_accounts SET first_position = ?, first_stamp = COALESCE("
                        + "(SELECT stamp FROM archive_messages WHERE archive = ? AND position = ?), ?) WHERE number = ?",
                last + 1,
                archive.number(),
                last + 1,
                NEVER,
                archive.number());
    }

    /** Removes an account's archive. */
    void clear(Jid account) {
        while (database.write(sql -> clearBatch(sql, account))) {
            // a large archive takes several transactions, so that others do not wait long
        }
    }

    private static boolean clearBatch(Sql sql, Jid account) {
        Optional<Archive> found = sql.first(
                "SELECT number, first_position, last_position, first_stamp, last_stamp FROM archive_accounts"
                        + " WHERE account = ?",
                Archive::of,
                account);
        if (found.isEmpty()) {
            return false;
        }
        Archive archive = found.get();
        if (archive.first() <= archive.last()) {
            remove(sql, archive, archive.last());
            return true;
        }
        sql.update("DELETE FROM archive_accounts WHERE number = ?", archive.number());
        return false;
    }
}
