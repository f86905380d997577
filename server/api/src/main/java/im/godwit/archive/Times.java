package im.godwit.archive;

import im.godwit.store.Sql;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Finds positions by time. Positions have no gaps and times never go back, so no index is needed for it: twenty looks
 * into the table tell the place among a million entries.
 */
final class Times {
    private final String stamp;

    Times(ArchiveShape<?> shape) {
        this.stamp = "SELECT stamp FROM " + shape.messages() + " WHERE place = ?";
    }

    /** The first entry of this time or later; behind the last where there is none. */
    long firstSince(Sql sql, Archive archive, Instant time) {
        return first(sql, archive, found -> !found.isBefore(time));
    }

    /** The last entry of this time or earlier; before the first where there is none. */
    long lastUntil(Sql sql, Archive archive, Instant time) {
        return first(sql, archive, found -> found.isAfter(time)) - 1;
    }

    private long first(Sql sql, Archive archive, Predicate<Instant> late) {
        long low = archive.first();
        long high = archive.last() + 1;
        while (low < high) {
            long middle = (low + high) >>> 1;
            // what was removed meanwhile was the oldest
            if (at(sql, archive, middle).filter(late).isPresent()) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    private Optional<Instant> at(Sql sql, Archive archive, long position) {
        return sql.first(stamp, row -> row.instant("stamp"), archive.place(position));
    }
}
