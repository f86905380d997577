package im.godwit.archive;

import im.godwit.archive.ArchivePage.Ends;
import im.godwit.paging.PageSummary;
import im.godwit.paging.Position;
import im.godwit.stanza.Condition;
import im.godwit.stanza.StanzaException;
import im.godwit.store.Database;
import im.godwit.store.Sql;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * Looks pages of archives up. Every bound of a query becomes a position first, so that a page costs the same wherever
 * it lies in however large an archive. For many threads.
 *
 * @param <E> what is read
 */
public final class ArchiveReader<E extends Archived> {
    /**
     * A page ends early with so many bytes: a quarter of what may wait for a client, so that no answer ends a session.
     */
    private static final int PAGE_BYTES = 256 * 1024;

    /** What is around each message. */
    private static final int ENVELOPE = 512;

    /** Matches of a filter are counted when somebody asks for the count alone, up to here. */
    private static final int MOST_COUNTED = 10_000;

    private final Database database;
    private final ArchiveShape<E> shape;
    private final Journal journal;
    private final Times times;
    private final Positions positions;
    private final WordIndex index;

    public ArchiveReader(Database database, ArchiveShape<E> shape) {
        this.database = database;
        this.shape = shape;
        this.journal = new Journal(database, shape);
        this.times = new Times(shape);
        this.positions = new Positions(shape);
        this.index = new WordIndex(shape);
    }

    private record Key(long position, long bytes) {}

    /** A query on its archive, with all but the page's own bounds applied. */
    private record Search(Sql sql, Archive archive, Range range, ArchiveQuery query) {}

    /**
     * The page that is asked for, of at most so many entries.
     *
     * @param owner whose archive
     * @throws StanzaException {@code item-not-found} for an id that is not in the archive,
     *     {@code feature-not-implemented} for a page by its index among filtered messages
     */
    public ArchivePage<E> page(String owner, ArchiveQuery query, int size) {
        journal.settle();
        return database.read(sql -> {
            Archive archive = archive(sql, owner);
            return page(new Search(sql, archive, range(sql, archive, query), query), size);
        });
    }

    /** The ends of an archive (XEP-0313 §5); none of an empty one. */
    public Optional<Ends<E>> ends(String owner) {
        journal.settle();
        return database.read(sql -> {
            Archive archive = archive(sql, owner);
            Range range = archive.range();
            return kept(sql, archive, Filter.NONE, new Range(range.first(), range.first())).stream()
                    .findFirst()
                    .flatMap(first -> kept(sql, archive, Filter.NONE, new Range(range.last(), range.last())).stream()
                            .findFirst()
                            .map(last -> new Ends<>(first, last)));
        });
    }

    private Archive archive(Sql sql, String owner) {
        return sql.first(
                        "SELECT " + Archive.columns("o") + " FROM " + shape.owners() + " o WHERE o.owner = ?",
                        Archive::of,
                        owner)
                .orElse(Archive.NONE);
    }

    /** §4.1.2, §4.1.3: the positions between the times and entries that the form names. */
    private Range range(Sql sql, Archive archive, ArchiveQuery query) {
        Range range = archive.range();
        if (query.start().isPresent()) {
            range = range.from(times.firstSince(sql, archive, query.start().get()));
        }
        if (query.end().isPresent()) {
            range = range.upTo(times.lastUntil(sql, archive, query.end().get()));
        }
        if (query.afterId().isPresent()) {
            range = range.from(position(sql, archive, query.afterId().get()) + 1);
        }
        if (query.beforeId().isPresent()) {
            range = range.upTo(position(sql, archive, query.beforeId().get()) - 1);
        }
        return range;
    }

    /** §4.1.3, §4.3.2: an id that is not there is an error, not an empty result. */
    private long position(Sql sql, Archive archive, String uid) {
        return positions
                .of(sql, archive, uid)
                .orElseThrow(() -> Condition.ITEM_NOT_FOUND
                        .error("there is no such id in the archive")
                        .thrown());
    }

    private ArchivePage<E> page(Search search, int size) {
        ArchiveQuery query = search.query();
        List<Long> named = query.ids().stream()
                .map(uid -> position(search.sql(), search.archive(), uid))
                .distinct()
                .sorted()
                .toList();
        boolean backwards = query.page().position().isBackwards();
        Range view = view(search);
        // one more than fits tells whether there are more
        List<Key> found = keys(search, named, view, backwards, size + 1);
        List<Key> fitting = fitting(found, size);
        boolean complete = fitting.size() == found.size();
        List<Key> ordered = backwards ? fitting.reversed() : fitting;
        List<E> entries = entries(search, named, ordered);
        return new ArchivePage<>(entries, summary(search, named, ordered, entries, size), complete);
    }

    /** The positions that RSM leaves of the query's. */
    private Range view(Search search) {
        Range range = search.range();
        return switch (search.query().page().position()) {
            case Position.First _, Position.Last _ -> range;
            case Position.After after -> range.from(position(search.sql(), search.archive(), after.uid()) + 1);
            case Position.Before before -> range.upTo(position(search.sql(), search.archive(), before.uid()) - 1);
            case Position.At at -> at.index() == 0 ? range : at(search, at.index());
        };
    }

    private static Range at(Search search, int index) {
        if (isFiltered(search.query())) {
            // XEP-0059 §2.6: it would take to read all that comes before
            throw Condition.FEATURE_NOT_IMPLEMENTED
                    .error("filtered messages have no index here")
                    .thrown();
        }
        return search.range().from(search.range().first() + index);
    }

    private static boolean isFiltered(ArchiveQuery query) {
        return !query.filter().isNone() || !query.ids().isEmpty();
    }

    private List<Key> keys(Search search, List<Long> named, Range view, boolean backwards, int most) {
        if (search.query().ids().isEmpty()) {
            return keys(search, view, backwards, most);
        }
        List<Key> found = new ArrayList<>();
        for (long position : backwards ? named.reversed() : named) {
            if (view.holds(position) && found.size() < most) {
                found.addAll(keys(search, new Range(position, position), backwards, 1));
            }
        }
        return found;
    }

    private List<Key> keys(Search search, Range view, boolean backwards, int most) {
        List<Key> found = new ArrayList<>();
        Iterator<Range> places = places(search, view, backwards).iterator();
        while (found.size() < most && places.hasNext()) {
            found.addAll(matches(search, places.next(), backwards, most - found.size()));
        }
        return found;
    }

    /** Where matches may be, in the order of the search. */
    private Stream<Range> places(Search search, Range view, boolean backwards) {
        Filter filter = search.query().filter();
        if (view.length() == 0 || filter.isHopeless()) {
            return Stream.empty();
        }
        return filter.words()
                .map(words -> index.places(search.sql(), search.archive(), words, view, backwards))
                .orElseGet(() -> Stream.of(view));
    }

    private List<Key> matches(Search search, Range place, boolean backwards, int most) {
        Filter filter = search.query().filter();
        return search.sql()
                .query(
                        "SELECT m.place, m.bytes" + filter.from(shape) + " ORDER BY m.place"
                                + (backwards ? " DESC" : "") + " LIMIT ?",
                        row -> new Key(Place.position(row.number("place")), row.number("bytes")),
                        filter.arguments(search.archive().number(), place, most));
    }

    /** As many as there may be, in number and bytes; one in any case, however large it is. */
    private static List<Key> fitting(List<Key> found, int size) {
        long bytes = 0;
        int count = 0;
        for (Key key : found) {
            bytes += key.bytes() + ENVELOPE;
            if (count == size || (count > 0 && bytes > PAGE_BYTES)) {
                break;
            }
            count++;
        }
        return found.subList(0, count);
    }

    private List<E> entries(Search search, List<Long> named, List<Key> ordered) {
        if (ordered.isEmpty()) {
            return List.of();
        }
        Filter filter = search.query().filter();
        if (named.isEmpty() && filter.words().isEmpty()) {
            Range range =
                    new Range(ordered.getFirst().position(), ordered.getLast().position());
            return kept(search.sql(), search.archive(), filter, range);
        }
        return ordered.stream()
                .map(key -> new Range(key.position(), key.position()))
                .flatMap(range -> kept(search.sql(), search.archive(), filter, range).stream())
                .toList();
    }

    private List<E> kept(Sql sql, Archive archive, Filter filter, Range range) {
        return sql.query(
                columns() + filter.from(shape) + " ORDER BY m.place",
                shape.reader(),
                filter.arguments(archive.number(), range));
    }

    private String columns() {
        StringBuilder columns = new StringBuilder("SELECT m.uid, m.stamp, m.stanza");
        shape.columns().forEach(column -> columns.append(", m.").append(column));
        return columns.toString();
    }

    private PageSummary summary(Search search, List<Long> named, List<Key> ordered, List<E> entries, int size) {
        boolean filtered = isFiltered(search.query());
        OptionalLong count = filtered
                ? (size == 0 ? counted(search, named) : OptionalLong.empty())
                : OptionalLong.of(search.range().length());
        if (entries.isEmpty()) {
            return PageSummary.empty(count);
        }
        OptionalLong index = filtered
                ? OptionalLong.empty()
                : OptionalLong.of(ordered.getFirst().position() - search.range().first());
        var span =
                new PageSummary.Span(entries.getFirst().uid(), entries.getLast().uid(), index);
        return new PageSummary(Optional.of(span), count);
    }

    /** XEP-0059 §2.7: the number of matches, unless there are very many. */
    private OptionalLong counted(Search search, List<Long> named) {
        if (!named.isEmpty()) {
            return OptionalLong.of(
                    keys(search, named, search.range(), false, named.size()).size());
        }
        long count = 0;
        Iterator<Range> places = places(search, search.range(), false).iterator();
        while (count <= MOST_COUNTED && places.hasNext()) {
            count += count(search, places.next());
        }
        return count > MOST_COUNTED ? OptionalLong.empty() : OptionalLong.of(count);
    }

    private long count(Search search, Range place) {
        Filter filter = search.query().filter();
        return search.sql()
                .first(
                        "SELECT COUNT(*) AS matches FROM (SELECT 1 AS one" + filter.from(shape) + " LIMIT ?) AS found",
                        row -> row.number("matches"),
                        filter.arguments(search.archive().number(), place, MOST_COUNTED + 1))
                .orElseThrow();
    }
}
