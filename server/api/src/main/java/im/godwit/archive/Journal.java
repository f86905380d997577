package im.godwit.archive;

import im.godwit.archive.Entry.Text;
import im.godwit.store.Database;
import im.godwit.store.Gathering;
import im.godwit.store.Sql;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Where the entries of all archives wait for their places, one behind the other: all that one transaction brings are
 * one row. In the tables of its archive an entry needs a page of its own, which entries share only if many of one
 * archive get there at once. So they are moved many at a time, and always before an archive is read or changed. For
 * many threads.
 */
final class Journal implements Gathering<Waiting> {
    /** About so many entries are moved in one transaction, so that others do not wait long for it. */
    private static final int BATCH = 8192;

    /** So many rows are read at once; each has as many entries as were committed together. */
    private static final int ROWS = 32;

    private final Database database;
    private final ArchiveShape<?> shape;
    private final Moving moving;
    private final String insert;
    private final String next;
    private final String delete;
    private final String waiting;
    private final ReentrantLock turn = new ReentrantLock();
    private final AtomicLong asked = new AtomicLong();
    private long answered;

    Journal(Database database, ArchiveShape<?> shape) {
        this.database = database;
        this.shape = shape;
        this.moving = new Moving(shape, new Removal(shape, new WordIndexing(database, shape)));
        this.insert = "INSERT INTO " + shape.journal() + " (entries) VALUES (?)";
        this.next =
                "SELECT number, entries FROM " + shape.journal() + " WHERE number > ? ORDER BY number LIMIT " + ROWS;
        this.delete = "DELETE FROM " + shape.journal() + " WHERE number <= ?";
        this.waiting = "SELECT number FROM " + shape.journal() + " LIMIT 1";
    }

    /** Adds an entry for an archive, within a transaction. */
    void add(Sql sql, String owner, Entry entry, ArchiveLimits limits) {
        sql.give(this, Waiting.of(owner, entry, limits));
    }

    @Override
    public void write(Sql sql, List<Waiting> given) {
        StringBuilder entries = new StringBuilder();
        Text former = Text.NONE;
        for (Waiting entry : given) {
            entry.writeTo(entries, former);
            former = entry.line().text();
        }
        sql.update(insert, entries.toString());
    }

    private void read(String entries, List<Waiting> to) {
        Fields fields = new Fields(entries);
        Text former = Text.NONE;
        while (fields.hasMore()) {
            Waiting entry = Waiting.read(fields, shape, former);
            former = entry.line().text();
            to.add(entry);
        }
    }

    /** Moves what waits to its places, within a transaction. */
    void settle(Sql sql) {
        while (moveSome(sql)) {
            // the next ones
        }
    }

    /**
     * Moves what waits to its places: all that was committed before the call is there when it returns. Of callers that
     * come while another moves, one moves for all of them.
     */
    void settle() {
        if (nothingWaits()) {
            return;
        }
        long mine = asked.incrementAndGet();
        turn.lock();
        try {
            if (answered < mine) {
                long covered = asked.get();
                while (!nothingWaits() && database.write(this::moveSome)) {
                    // the next ones are a transaction of their own
                }
                answered = covered;
            }
        } finally {
            turn.unlock();
        }
    }

    private boolean nothingWaits() {
        return database.read(sql -> sql.first(waiting, row -> row.number("number")))
                .isEmpty();
    }

    private record Numbered(long number, String entries) {}

    /** Moves the oldest. Whether there may be more. */
    private boolean moveSome(Sql sql) {
        List<Waiting> oldest = new ArrayList<>();
        long last = 0;
        boolean more = true;
        while (more && oldest.size() < BATCH) {
            List<Numbered> rows = sql.query(next, row -> new Numbered(row.number("number"), row.text("entries")), last);
            rows.forEach(row -> read(row.entries(), oldest));
            more = rows.size() == ROWS;
            last = rows.isEmpty() ? last : rows.getLast().number();
        }
        if (!oldest.isEmpty()) {
            moving.move(sql, oldest);
            sql.update(delete, last);
        }
        return more;
    }
}
