package im.godwit.archive;

import im.godwit.archive.ArchivePage.Ends;
import im.godwit.archive.Block.Found;
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
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Looks pages of archives up. Every bound of a query becomes a position first, so that a page costs the same wherever
 * it lies in however large an archive. For many threads.
 *
 * @param <E> what is read
 */
public final class ArchiveReader<E extends Archived> {
    /** Matches of a filter are counted when somebody asks for the count alone, up to here. */
    private static final int MOST_COUNTED = 10_000;

    private final Database database;
    private final ArchiveShape<E> shape;
    private final Journal journal;
    private final Times times;
    private final Positions positions;
    private final WordIndex index;
    private final Blocks blocks;

    public ArchiveReader(Database database, ArchiveShape<E> shape) {
        this.database = database;
        this.shape = shape;
        this.journal = new Journal(database, shape);
        this.times = new Times(shape);
        this.positions = new Positions(shape);
        this.index = new WordIndex(shape);
        this.blocks = new Blocks(shape);
    }

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
            return at(sql, archive, archive.first())
                    .flatMap(first -> at(sql, archive, archive.last()).map(last -> new Ends<>(first, last)));
        });
    }

    private Optional<E> at(Sql sql, Archive archive, long position) {
        return blocks.all(sql, archive, archive.range().from(position).upTo(position)).stream()
                .findFirst()
                .map(found -> read(sql, found));
    }

    private E read(Sql sql, Found found) {
        Line line = found.line();
        return shape.reader()
                .apply(new Stored(shape, line, sql.parse(line.text().stanza())));
    }

    /** A message by its id, of the archive as it is without what waits for its place. */
    public Optional<E> find(Sql sql, String owner, String uid) {
        Archive archive = archive(sql, owner);
        return positions.of(sql, archive, uid).flatMap(position -> at(sql, archive, position));
    }

    /** The newest messages that match, at most so many, in their order, without what waits for its place. */
    public List<E> newest(Sql sql, String owner, Filter filter, int most) {
        Archive archive = archive(sql, owner);
        List<E> found = new ArrayList<>();
        blocks.each(sql, archive, filter, most == 0 ? Range.NONE : archive.range(), true, match -> {
            found.add(read(sql, match));
            return found.size() < most;
        });
        return found.reversed();
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
        Fitting fitting = new Fitting(size);
        find(search, named, view, backwards, fitting::take);
        List<Found> ordered = backwards ? fitting.found().reversed() : fitting.found();
        List<E> entries =
                ordered.stream().map(found -> read(search.sql(), found)).toList();
        return new ArchivePage<>(entries, summary(search, named, ordered, entries, size), fitting.isAll());
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

    private void find(Search search, List<Long> named, Range view, boolean backwards, Predicate<Found> goesOn) {
        Filter filter = search.query().filter();
        Stream<Range> places = search.query().ids().isEmpty()
                ? places(search, view, backwards)
                : (backwards ? named.reversed() : named)
                        .stream().map(position -> view.from(position).upTo(position));
        AtomicBoolean enough = new AtomicBoolean();
        Iterator<Range> next = places.iterator();
        while (!enough.get() && next.hasNext()) {
            blocks.each(search.sql(), search.archive(), filter, next.next(), backwards, found -> {
                enough.set(!goesOn.test(found));
                return !enough.get();
            });
        }
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

    private PageSummary summary(Search search, List<Long> named, List<Found> ordered, List<E> entries, int size) {
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
        AtomicInteger count = new AtomicInteger();
        find(search, named, search.range(), false, found -> count.incrementAndGet() <= MOST_COUNTED);
        return count.get() > MOST_COUNTED ? OptionalLong.empty() : OptionalLong.of(count.get());
    }
}
