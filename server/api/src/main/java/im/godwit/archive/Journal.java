package im.godwit.archive;

import im.godwit.store.Database;
import im.godwit.store.Sql;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Where the entries of all archives wait for their places, one behind the other. What is added there goes to a page
 * that many entries share; in the tables of its archive it needs pages of its own, which entries share only if many of
 * one archive get there at once. So they are moved many at a time, and always before an archive is read or changed. For
 * many threads.
 */
final class Journal {
    /** So many entries are moved in one transaction, so that others do not wait long for it. */
    private static final int BATCH = 8192;

    private final Database database;
    private final Moving moving;
    private final String insert;
    private final String span;
    private final ReentrantLock turn = new ReentrantLock();
    private final AtomicLong asked = new AtomicLong();
    private long answered;

    Journal(Database database, ArchiveShape<?> shape) {
        this.database = database;
        this.moving = new Moving(shape, new Removal(shape, new WordIndexing(database, shape)));
        List<String> columns = new ArrayList<>(
                List.of("owner", "uid", "aside", "stamp", "bytes", "stanza", "words", "most_messages", "expiry"));
        columns.addAll(shape.columns());
        this.insert = "INSERT INTO " + shape.journal() + " (" + String.join(", ", columns) + ") VALUES ("
                + String.join(", ", Collections.nCopies(columns.size(), "?")) + ")";
        this.span = "SELECT (SELECT MIN(number) FROM " + shape.journal() + ") AS first_number,"
                + " (SELECT MAX(number) FROM " + shape.journal() + ") AS last_number";
    }

    /** Adds an entry for an archive, within a transaction. */
    void add(Sql sql, String owner, Entry entry, ArchiveLimits limits) {
        List<Object> values = new ArrayList<>(List.of(
                owner,
                entry.uid(),
                ArchiveId.time(entry.uid()).filter(entry.stamp()::equals).isEmpty(),
                entry.stamp(),
                entry.text().bytes(),
                entry.text().stanza(),
                entry.text().words(),
                limits.messages(),
                limits.ageOut() ? limits.expiry(entry.stamp()) : Long.MIN_VALUE));
        values.addAll(entry.columns());
        sql.update(insert, values.toArray());
    }

    /** Moves what waits to its places, within a transaction. */
    void settle(Sql sql) {
        waiting(sql).ifPresent(numbers -> moving.move(sql, numbers));
    }

    /**
     * Moves what waits to its places: all that was committed before the call is there when it returns. Of callers that
     * come while another moves, one moves for all of them.
     */
    void settle() {
        if (database.read(this::waiting).isEmpty()) {
            return;
        }
        long mine = asked.incrementAndGet();
        turn.lock();
        try {
            if (answered < mine) {
                long covered = asked.get();
                database.read(this::waiting).ifPresent(this::moveInBatches);
                answered = covered;
            }
        } finally {
            turn.unlock();
        }
    }

    /** The oldest first, whatever others move meanwhile: numbers come again where nothing is left. */
    private void moveInBatches(Range numbers) {
        for (long moved = 0; moved < numbers.length(); moved += BATCH) {
            database.write(sql -> {
                waiting(sql).ifPresent(now -> moving.move(sql, now.upTo(now.first() + BATCH - 1)));
                return true;
            });
        }
    }

    private Optional<Range> waiting(Sql sql) {
        return sql.first(
                        span,
                        row -> row.optionalNumber("first_number")
                                .map(first -> new Range(first, row.number("last_number"))))
                .orElseThrow();
    }
}
