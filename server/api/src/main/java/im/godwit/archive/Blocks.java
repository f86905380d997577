package im.godwit.archive;

import im.godwit.archive.Block.Found;
import im.godwit.store.Row;
import im.godwit.store.Sql;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Reads the blocks in which messages lie. */
final class Blocks {
    /** So many are read at once. */
    private static final int STEP = 8;

    private final ArchiveShape<?> shape;
    private final String start;
    private final String stretch;
    private final String chosen;

    Blocks(ArchiveShape<?> shape) {
        this.shape = shape;
        this.start = "SELECT place, stamp FROM " + shape.messages()
                + " WHERE place BETWEEN ? AND ? ORDER BY place DESC LIMIT 1";
        this.stretch =
                "SELECT place, messages FROM " + shape.messages() + " WHERE place BETWEEN ? AND ? ORDER BY place";
        this.chosen = "SELECT m.place, m.messages FROM " + shape.termsTable() + " t JOIN " + shape.messages()
                + " m ON m.place = t.place WHERE t.archive = ? AND t.term = ? AND t.place BETWEEN ? AND ?"
                + " AND t.names LIKE ? ESCAPE '!' ORDER BY t.place";
    }

    /** Where a block begins. */
    record Start(long position, Instant stamp) {}

    /** The block that has a position, or the last one before it. */
    Optional<Start> start(Sql sql, Archive archive, long position) {
        return sql.first(
                start,
                row -> new Start(Place.position(row.number("place")), row.instant("stamp")),
                archive.place(0),
                archive.place(position));
    }

    Optional<Block> block(Sql sql, Archive archive, long position) {
        return start(sql, archive, position)
                .flatMap(begin -> sql.first(
                        stretch + " LIMIT 1",
                        this::read,
                        archive.place(begin.position()),
                        archive.place(begin.position())));
    }

    /** All messages of these positions, in their order. */
    List<Found> all(Sql sql, Archive archive, Range range) {
        List<Found> found = new ArrayList<>();
        each(sql, archive, Filter.NONE, range, false, found::add);
        return found;
    }

    /**
     * Looks through messages until it has been told enough.
     *
     * @param goesOn takes a message that matches, and says whether the next is wanted too
     */
    void each(Sql sql, Archive archive, Filter filter, Range range, boolean backwards, Predicate<Found> goesOn) {
        Range left = range;
        while (left.length() > 0) {
            List<Block> some = some(sql, archive, filter, left, backwards);
            for (Block block : some) {
                Range within = left;
                boolean enough = block.within(within, backwards)
                        .filter(found -> filter.matches(shape, found.line()))
                        .anyMatch(goesOn.negate());
                if (enough) {
                    return;
                }
            }
            if (some.size() < STEP) {
                return;
            }
            left = backwards
                    ? left.upTo(some.getLast().first() - 1)
                    : left.from(some.getLast().last() + 1);
        }
    }

    private List<Block> some(Sql sql, Archive archive, Filter filter, Range range, boolean backwards) {
        long first = start(sql, archive, range.first()).map(Start::position).orElse(range.first());
        String order = (backwards ? " DESC" : "") + " LIMIT " + STEP;
        long from = archive.place(first);
        long to = archive.place(range.last());
        return filter.term(shape)
                .map(term ->
                        sql.query(chosen + order, this::read, archive.number(), term, from, to, filter.names(shape)))
                .orElseGet(() -> sql.query(stretch + order, this::read, from, to));
    }

    private Block read(Row row) {
        return Block.read(Place.position(row.number("place")), row.text("messages"), shape);
    }
}
