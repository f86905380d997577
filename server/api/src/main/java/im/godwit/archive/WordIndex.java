package im.godwit.archive;

import im.godwit.store.Sql;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * Tells in which places of an archive words may be: of chunks of it, which words are in them. So a search looks through
 * few of them however large the archive is. The newest messages are not in it yet ({@link WordIndexing}) and are always
 * looked through; words of messages that were taken back stay in it, which costs a look and finds nothing.
 */
final class WordIndex {
    /** So many positions are one chunk. */
    static final int CHUNK = 2048;

    /** So many chunks are one part: what is searched and removed at once. */
    private static final int PART = 16;

    /** Behind every letter that a word may go on with. */
    private static final String LAST = Character.toString(Character.MAX_CODE_POINT);

    private final String find;

    WordIndex(ArchiveShape<?> shape) {
        this.find = "SELECT DISTINCT chunk FROM " + shape.words()
                + " WHERE archive = ? AND part = ? AND word BETWEEN ? AND ?";
    }

    static long chunk(long position) {
        return (position - 1) / CHUNK;
    }

    static long part(long position) {
        return chunk(position) / PART;
    }

    /**
     * Where all of these beginnings of words may be in a message, in the order of the search. The database is asked as
     * the stream is read.
     */
    Stream<Range> places(Sql sql, Archive archive, List<String> words, Range view, boolean backwards) {
        Range indexed = view.upTo(archive.indexed());
        Stream<Range> newest = Stream.of(view.from(archive.indexed() + 1));
        Stream<Range> older = parts(indexed, backwards)
                .boxed()
                .flatMap(part -> chunks(sql, archive, part, words, backwards).stream())
                .map(found -> found.from(indexed.first()).upTo(indexed.last()));
        return Stream.concat(backwards ? newest : older, backwards ? older : newest)
                .filter(range -> range.length() > 0);
    }

    private static LongStream parts(Range indexed, boolean backwards) {
        if (indexed.length() == 0) {
            return LongStream.empty();
        }
        long first = part(indexed.first());
        long last = part(indexed.last());
        LongStream parts = LongStream.rangeClosed(first, last);
        return backwards ? parts.map(part -> last - (part - first)) : parts;
    }

    private List<Range> chunks(Sql sql, Archive archive, long part, List<String> words, boolean backwards) {
        Set<Long> common = new TreeSet<>(chunks(sql, archive, part, words.getFirst()));
        for (String word : words.subList(1, words.size())) {
            if (!common.isEmpty()) {
                common.retainAll(chunks(sql, archive, part, word));
            }
        }
        List<Range> together = joined(common);
        return backwards ? together.reversed() : together;
    }

    private List<Long> chunks(Sql sql, Archive archive, long part, String word) {
        return sql.query(find, row -> row.number("chunk"), archive.number(), part, word, word + LAST);
    }

    /** Neighbours are looked through at once. */
    private static List<Range> joined(Set<Long> chunks) {
        List<Range> ranges = new ArrayList<>();
        for (long chunk : chunks) {
            long first = chunk * CHUNK + 1;
            long last = first + CHUNK - 1;
            boolean goesOn = !ranges.isEmpty() && ranges.getLast().last() + 1 == first;
            ranges.add(goesOn ? new Range(ranges.removeLast().first(), last) : new Range(first, last));
        }
        return ranges;
    }
}
