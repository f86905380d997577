package im.godwit.archive;

import im.godwit.store.Sql;
import java.time.Instant;

/** Removes entries of an archive, within a transaction: the oldest, never out of the middle (XEP-0313 §3.2). */
final class Removal {
    /** So many entries are removed in one transaction, so that others do not wait long for it. */
    static final int BATCH = 100;

    /** The time of the oldest entry where there is none: later than all. */
    static final long NEVER = Long.MAX_VALUE;

    private final ArchiveShape<?> shape;
    private final BlockWriting blocks;
    private final Times times;
    private final WordIndexing indexing;

    Removal(ArchiveShape<?> shape, WordIndexing indexing) {
        this.shape = shape;
        this.blocks = new BlockWriting(shape);
        this.times = new Times(shape);
        this.indexing = indexing;
    }

    /** Removes what is older, so many at most. */
    void removeExpired(Sql sql, Archive archive, Instant expiry, int most) {
        remove(sql, archive, times.firstSince(sql, archive, expiry) - 1, most);
    }

    /** Removes the entries up to a position, so many at most. */
    void remove(Sql sql, Archive archive, long upTo, int most) {
        long last = Math.min(upTo, archive.first() + most - 1);
        long oldest = blocks.removeUpTo(sql, archive, last).map(Line::micros).orElse(NEVER);
        indexing.removeBefore(sql, archive, last + 1);
        sql.update(
                "UPDATE " + shape.owners() + " SET first_position = ?, first_stamp = ? WHERE number = ?",
                last + 1,
                oldest,
                archive.number());
    }
}
