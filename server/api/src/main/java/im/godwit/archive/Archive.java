package im.godwit.archive;

import im.godwit.store.Row;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/**
 * An archive as its owner's row tells of it.
 *
 * @param number of the archive in the tables
 * @param first position; behind the last where the archive is empty
 * @param oldest time of an entry; later than all where there is none
 * @param newest time of an entry, now or before
 * @param indexed the last position whose words are in the index
 */
record Archive(long number, long first, long last, Instant oldest, Instant newest, long indexed) {
    private static final List<String> COLUMNS =
            List.of("number", "first_position", "last_position", "first_stamp", "last_stamp", "indexed_position");

    /** What to select, of the table by this name. */
    static String columns(String table) {
        return COLUMNS.stream().map(column -> table + "." + column).collect(Collectors.joining(", "));
    }

    static Archive of(Row row) {
        return new Archive(
                row.number("number"),
                row.number("first_position"),
                row.number("last_position"),
                row.instant("first_stamp"),
                row.instant("last_stamp"),
                row.number("indexed_position"));
    }

    /** An archive that is not there. */
    static final Archive NONE = new Archive(-1, Range.NONE.first(), Range.NONE.last(), Instant.MAX, Instant.MIN, 0);

    Range range() {
        return new Range(first, last);
    }

    /** With so many more entries. */
    Archive longer(int entries, Instant theirFirst, Instant theirLast) {
        Instant first = range().length() == 0 ? theirFirst : oldest;
        return new Archive(number, this.first, last + entries, first, theirLast, indexed);
    }

    long place(long position) {
        return Place.of(number, position);
    }
}
