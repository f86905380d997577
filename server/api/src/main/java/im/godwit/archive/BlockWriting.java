package im.godwit.archive;

import im.godwit.store.Sql;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Writes the blocks in which messages lie, and what leads to them; within transactions. */
final class BlockWriting {
    /** A block of so many characters is full. */
    private static final int FULL = 32 * 1024;

    /** To a block of fewer characters later messages are added: it lies on one page, which is written in any case. */
    private static final int OPEN = 4 * 1024;

    private final ArchiveShape<?> shape;
    private final Blocks blocks;
    private final String newest;
    private final String insert;
    private final String extend;
    private final String replace;
    private final String insertTerm;
    private final String insertId;

    BlockWriting(ArchiveShape<?> shape) {
        this.shape = shape;
        this.blocks = new Blocks(shape);
        String messages = shape.messages();
        this.newest =
                "SELECT place, size FROM " + messages + " WHERE place BETWEEN ? AND ? ORDER BY place DESC LIMIT 1";
        this.insert = "INSERT INTO " + messages + " (place, stamp, size, messages) VALUES (?, ?, ?, ?)";
        this.extend = "UPDATE " + messages + " SET size = size + ?, messages = messages || ? WHERE place = ?";
        this.replace = "UPDATE " + messages + " SET size = ?, messages = ? WHERE place = ?";
        this.insertTerm = "INSERT INTO " + shape.termsTable() + " (archive, term, place, names) VALUES (?, ?, ?, ?)"
                + " ON CONFLICT (archive, term, place) DO UPDATE SET names = " + shape.termsTable()
                + ".names || excluded.names";
        this.insertId = "INSERT INTO " + shape.ids() + " (place, uid) VALUES (?, ?)";
    }

    private record Newest(long position, long size) {}

    /** Adds messages behind the last. */
    void append(Sql sql, Archive archive, List<Line> lines) {
        Optional<Newest> open = sql.first(
                        newest,
                        row -> new Newest(Place.position(row.number("place")), row.number("size")),
                        archive.place(archive.first()),
                        archive.place(archive.last()))
                .filter(block -> block.size() < OPEN);
        long position = archive.last() + 1;
        for (List<Line> some : full(lines, open.map(Newest::size).orElse(0L))) {
            if (position == archive.last() + 1 && open.isPresent()) {
                extend(sql, archive, open.get().position(), new Block(position, some));
            } else {
                insert(sql, archive, new Block(position, some));
            }
            position += some.size();
        }
        keepIds(sql, archive, new Block(archive.last() + 1, lines));
    }

    /** Cuts into what fills a block each; the last may fill less. */
    private static List<List<Line>> full(List<Line> lines, long begun) {
        List<List<Line>> parts = new ArrayList<>();
        long size = begun;
        int first = 0;
        for (int i = 0; i < lines.size(); i++) {
            size += lines.get(i).text().stanza().length();
            if (size >= FULL || i == lines.size() - 1) {
                parts.add(lines.subList(first, i + 1));
                first = i + 1;
                size = 0;
            }
        }
        return parts;
    }

    private void insert(Sql sql, Archive archive, Block block) {
        String text = block.text();
        sql.update(
                insert, archive.place(block.first()), block.lines().getFirst().stamp(), text.length(), text);
        keepTerms(sql, archive, block.first(), block);
    }

    private void extend(Sql sql, Archive archive, long position, Block more) {
        String text = more.text();
        sql.update(extend, text.length(), text, archive.place(position));
        keepTerms(sql, archive, position, more);
    }

    private void keepTerms(Sql sql, Archive archive, long position, Block block) {
        block.terms(shape)
                .forEach((term, names) ->
                        sql.update(insertTerm, archive.number(), term, archive.place(position), names));
    }

    private void keepIds(Sql sql, Archive archive, Block block) {
        block.within(new Range(block.first(), block.last()), false)
                .filter(found -> !found.line().isWhereItsIdSays())
                .forEach(found -> sql.update(
                        insertId, archive.place(found.position()), found.line().uid()));
    }

    /** Puts another text in the place of a message; by its words it is not found any more where it has none. */
    void replace(Sql sql, Archive archive, long position, Entry.Text text) {
        Block block = blocks.block(sql, archive, position).orElseThrow();
        List<Line> lines = new ArrayList<>(block.lines());
        int place = Math.toIntExact(position - block.first());
        lines.set(place, lines.get(place).with(text));
        String all = new Block(block.first(), lines).text();
        sql.update(replace, all.length(), all, archive.place(block.first()));
    }

    /**
     * Removes the oldest messages.
     *
     * @return the time of the oldest that is left
     */
    Optional<Instant> removeUpTo(Sql sql, Archive archive, long last) {
        Range range = new Range(archive.first(), last);
        long position = range.first();
        while (position <= last) {
            Block block = blocks.block(sql, archive, position).orElseThrow();
            remove(sql, archive, block);
            if (block.last() > last) {
                insert(sql, archive, block.behind(last));
            }
            position = block.last() + 1;
        }
        sql.update(
                "DELETE FROM " + shape.ids() + " WHERE place BETWEEN ? AND ?",
                archive.place(range.first()),
                archive.place(last));
        return blocks.start(sql, archive, last + 1)
                .filter(begin -> begin.position() == last + 1)
                .map(Blocks.Start::stamp);
    }

    private void remove(Sql sql, Archive archive, Block block) {
        long place = archive.place(block.first());
        sql.update("DELETE FROM " + shape.messages() + " WHERE place = ?", place);
        block.terms(shape)
                .keySet()
                .forEach(term -> sql.update(
                        "DELETE FROM " + shape.termsTable() + " WHERE archive = ? AND term = ? AND place = ?",
                        archive.number(),
                        term,
                        place));
    }
}
