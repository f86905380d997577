package im.godwit.archive;

import im.godwit.archive.Block.Found;
import im.godwit.store.Database;
import im.godwit.store.Sql;
import im.godwit.xml.Element;
import java.time.Instant;
import java.util.ArrayList;
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
    /** Of so many messages of the same name, the newest, one may be replaced. */
    private static final int CANDIDATES = 16;

    /** What the owner of an archive that nobody owns any more begins with; no address and no number does. */
    private static final String NOBODY = "/";

    private final Database database;
    private final ArchiveShape<?> shape;
    private final Journal journal;
    private final WordIndexing indexing;
    private final Removal removal;
    private final Blocks blocks;
    private final BlockWriting writing;
    private final Positions positions;
    private final String select;

    public ArchiveTables(Database database, ArchiveShape<?> shape) {
        this.database = database;
        this.shape = shape;
        this.journal = new Journal(database, shape);
        this.indexing = new WordIndexing(database, shape);
        this.removal = new Removal(shape, indexing);
        this.blocks = new Blocks(shape);
        this.writing = new BlockWriting(shape);
        this.positions = new Positions(shape);
        this.select = "SELECT " + Archive.columns("o") + " FROM " + shape.owners() + " o WHERE ";
    }

    /**
     * Adds an entry to an archive, within a transaction. What is too many or too old then is removed when the entry
     * gets to its place.
     *
     * @param owner whose archive; it is made if it does not exist
     */
    public void append(Sql sql, String owner, Entry entry, ArchiveLimits limits) {
        journal.add(sql, owner, entry, limits);
    }

    /** Puts new entries into their places; to be called before the tables are read by other statements than these. */
    public void settle() {
        journal.settle();
    }

    /** Puts new entries into their places, also those of this transaction, within it. */
    public void settle(Sql sql) {
        journal.settle(sql);
    }

    /**
     * Puts words of older messages into the index by which they are found in large archives, a chunk of them; a search
     * finds the others too.
     *
     * @return whether there was something to do
     */
    public boolean indexNext() {
        return indexing.next();
    }

    /**
     * Replaces a message by what tells that it was there, within a transaction. It keeps its id, its time and its place
     * (XEP-0313 §3.2), and is not found by its words any more.
     *
     * @param which how the message is found; of several the newest that there is a replacement for
     * @param by makes the replacement, or none where this is not the message
     * @return whether there was such a message
     */
    public boolean replace(Sql sql, String owner, Filter which, Function<Element, Optional<Element>> by) {
        journal.settle(sql);
        return find(sql, owner)
                .filter(archive -> replace(sql, archive, which, by))
                .isPresent();
    }

    private boolean replace(Sql sql, Archive archive, Filter which, Function<Element, Optional<Element>> by) {
        for (Found candidate : candidates(sql, archive, which)) {
            Optional<Element> replacement =
                    by.apply(sql.parse(candidate.line().text().stanza()));
            if (replacement.isPresent()) {
                writing.replace(sql, archive, candidate.position(), Entry.Text.of(replacement.get()));
                return true;
            }
        }
        return false;
    }

    private List<Found> candidates(Sql sql, Archive archive, Filter which) {
        Range range = which.value(ArchiveShape.UID)
                .map(uid -> positions
                        .of(sql, archive, uid)
                        .map(position -> new Range(position, position))
                        .orElse(Range.NONE))
                .orElseGet(archive::range);
        List<Found> candidates = new ArrayList<>();
        blocks.each(sql, archive, which, range, true, found -> {
            candidates.add(found);
            return candidates.size() < CANDIDATES;
        });
        return candidates;
    }

    private Optional<Archive> find(Sql sql, String owner) {
        return sql.first(select + "o.owner = ?", Archive::of, owner);
    }

    /** Removes what is too old from all archives, also of those who get no messages. */
    public void sweep(ArchiveLimits limits, Instant now) {
        journal.settle();
        while (limits.ageOut() && database.write(sql -> sweepOne(sql, limits.expiry(now)))) {
            // the next batch is a transaction of its own
        }
    }

    private boolean sweepOne(Sql sql, Instant expiry) {
        Optional<Archive> oldest =
                sql.first(select + "o.first_stamp < ? ORDER BY o.first_stamp LIMIT 1", Archive::of, expiry);
        oldest.ifPresent(archive -> removal.removeExpired(sql, archive, expiry, Removal.BATCH));
        return oldest.isPresent();
    }

    /** Removes an archive. */
    public void clear(String owner) {
        journal.settle();
        while (database.write(sql -> clearBatch(sql, find(sql, owner)))) {
            // a large archive takes several transactions, so that others do not wait long
        }
    }

    /**
     * Takes an archive away from its owner, within a transaction: whoever comes by the same name has another. What is
     * in it goes with {@link #removeAbandoned}.
     */
    public void abandon(Sql sql, String owner) {
        journal.settle(sql);
        // in PostgreSQL a number does not become text by itself
        sql.update(
                "UPDATE " + shape.owners() + " SET owner = ? || CAST(number AS TEXT) WHERE owner = ?", NOBODY, owner);
    }

    /** Gives an archive to another owner, who has none yet, within a transaction. */
    public void handOver(Sql sql, String owner, String other) {
        journal.settle(sql);
        sql.update("UPDATE " + shape.owners() + " SET owner = ? WHERE owner = ?", other, owner);
    }

    /** Removes the archives that nobody owns any more. */
    public void removeAbandoned() {
        while (database.read(this::abandoned).isPresent()) {
            database.write(sql -> clearBatch(sql, abandoned(sql)));
        }
    }

    private Optional<Archive> abandoned(Sql sql) {
        return sql.first(select + "o.owner LIKE ? LIMIT 1", Archive::of, NOBODY + "%");
    }

    private boolean clearBatch(Sql sql, Optional<Archive> found) {
        found.ifPresent(archive -> {
            if (archive.first() <= archive.last()) {
                removal.remove(sql, archive, archive.last(), Removal.BATCH);
            } else {
                indexing.remove(sql, archive);
                sql.update("DELETE FROM " + shape.owners() + " WHERE number = ?", archive.number());
            }
        });
        return found.isPresent();
    }
}
