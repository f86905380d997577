package im.godwit.archive;

import im.godwit.store.Sql;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
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

    /** So many words with one beginning are told apart within a part; of more, only the chunks count. */
    private static final int MOST_WORDS = 1000;

    private final String find;
    private final String findMany;

    WordIndex(ArchiveShape<?> shape) {
        String where = " FROM " + shape.words() + " WHERE archive = ? AND part = ? AND word BETWEEN ? AND ?";
        this.find = "SELECT chunk, slices" + where + " LIMIT " + MOST_WORDS;
        this.findMany = "SELECT DISTINCT chunk" + where;
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
        SortedMap<Long, Slices> common = new TreeMap<>(chunks(sql, archive, part, words.getFirst()));
        for (String word : words.subList(1, words.size())) {
            if (!common.isEmpty()) {
                Map<Long, Slices> others = chunks(sql, archive, part, word);
                common.replaceAll((chunk, slices) -> slices.and(others.getOrDefault(chunk, Slices.NONE)));
                common.values().removeIf(Slices.NONE::equals);
            }
        }
        List<Range> together = joined(common);
        return backwards ? together.reversed() : together;
    }

    private Map<Long, Slices> chunks(Sql sql, Archive archive, long part, String word) {
        Object[] where = {archive.number(), part, word, word + LAST};
        Map<Long, Slices> chunks = new HashMap<>();
        List<Row> rows = sql.query(find, row -> new Row(row.number("chunk"), new Slices(row.number("slices"))), where);
        rows.forEach(row -> chunks.merge(row.chunk(), row.slices(), Slices::or));
        if (rows.size() == MOST_WORDS) {
            sql.query(findMany, row -> row.number("chunk"), where).forEach(chunk -> chunks.put(chunk, Slices.ALL));
        }
        return chunks;
    }

    private record Row(long chunk, Slices slices) {}

    /** Neighbours are looked through at once. */
    private static List<Range> joined(SortedMap<Long, Slices> chunks) {
        List<Range> ranges = new ArrayList<>();
        chunks.forEach((chunk, slices) -> slices.ranges(chunk).forEach(range -> {
            boolean goesOn =
                    !ranges.isEmpty() && range.first() - ranges.getLast().last() <= Slices.GAP;
            ranges.add(goesOn ? new Range(ranges.removeLast().first(), range.last()) : range);
        }));
        return ranges;
    }
}
