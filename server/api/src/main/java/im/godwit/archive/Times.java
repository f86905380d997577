package im.godwit.archive;

import im.godwit.archive.Block.Found;
import im.godwit.archive.Blocks.Start;
import im.godwit.store.Sql;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Finds positions by time. Positions have no gaps and times never go back, so no index is needed for it: twenty looks
 * into the table tell the place among a million entries.
 */
final class Times {
    private final Blocks blocks;

    Times(ArchiveShape<?> shape) {
        this.blocks = new Blocks(shape);
    }

    /** The first entry of this time or later; behind the last where there is none. */
    long firstSince(Sql sql, Archive archive, Instant time) {
        return first(sql, archive, found -> !found.isBefore(time));
    }

    /** The last entry of this time or earlier; before the first where there is none. */
    long lastUntil(Sql sql, Archive archive, Instant time) {
        return first(sql, archive, found -> found.isAfter(time)) - 1;
    }

    /** The last block that begins too early has it, or ends before it. */
    private long first(Sql sql, Archive archive, Predicate<Instant> late) {
        long low = archive.first();
        long high = archive.last() + 1;
        while (low < high) {
            long middle = (low + high) >>> 1;
            // what was removed meanwhile was the oldest
            Optional<Start> begin = blocks.start(sql, archive, middle);
            if (begin.filter(start -> late.test(start.stamp())).isPresent()) {
                high = Math.min(middle, begin.get().position());
            } else {
                low = middle + 1;
            }
        }
        return blocks.block(sql, archive, low - 1)
                .flatMap(block -> block.within(new Range(archive.first(), archive.last()), false)
                        .filter(found -> late.test(found.line().stamp()))
                        .findFirst())
                .map(Found::position)
                .orElse(low);
    }
}
