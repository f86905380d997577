package im.godwit.archive;

import im.godwit.archive.Block.Found;
import im.godwit.store.Database;
import im.godwit.store.Sql;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Puts the words of messages into the {@link WordIndex}, long after they came: a chunk of an archive when it is full,
 * so that a word which is in it many times costs one row.
 */
final class WordIndexing {
    /** So many words are added in one transaction, so that others do not wait long for it. */
    private static final int BATCH = 500;

    private final Database database;
    private final Blocks blocks;
    private final String due;
    private final String advance;
    private final String insert;
    private final String delete;
    private final String deleteAll;

    WordIndexing(Database database, ArchiveShape<?> shape) {
        this.database = database;
        this.blocks = new Blocks(shape);
        // the condition is that of an index, to the letter
        this.due = "SELECT " + Archive.columns("o") + " FROM " + shape.owners()
                + " o WHERE o.last_position - o.indexed_position >= " + WordIndex.CHUNK + " LIMIT 1";
        this.advance =
                "UPDATE " + shape.owners() + " SET indexed_position = ? WHERE number = ? AND indexed_position = ?";
        this.insert = "INSERT INTO " + shape.words() + " (archive, part, word, chunk, slices) VALUES (?, ?, ?, ?, ?)"
                + " ON CONFLICT (archive, part, word, chunk) DO NOTHING";
        this.delete = "DELETE FROM " + shape.words() + " WHERE archive = ? AND part < ?";
        this.deleteAll = "DELETE FROM " + shape.words() + " WHERE archive = ?";
    }

    /** Takes the next chunk of some archive in. Whether there was one. */
    boolean next() {
        Optional<Archive> found = database.read(sql -> sql.first(due, Archive::of));
        found.ifPresent(this::takeIn);
        return found.isPresent();
    }

    /** What is only half in the index when the process dies is done once more; until then it is looked through. */
    private void takeIn(Archive archive) {
        Range chunk = new Range(archive.indexed() + 1, archive.indexed() + WordIndex.CHUNK);
        List<Map.Entry<String, Slices>> words =
                List.copyOf(words(archive, chunk).entrySet());
        for (int first = 0; first < words.size(); first += BATCH) {
            List<Map.Entry<String, Slices>> some = words.subList(first, Math.min(words.size(), first + BATCH));
            database.write(sql -> put(sql, archive, chunk, some));
        }
        database.write(sql -> advance(sql, archive, chunk.last()));
    }

    /** In their order, so that neighbours in the index come one after the other. */
    private SortedMap<String, Slices> words(Archive archive, Range chunk) {
        Map<String, Slices> words = new HashMap<>();
        for (Found found : database.read(sql -> blocks.all(sql, archive, chunk))) {
            Slices slice = Slices.of(found.position());
            for (String word : found.line().text().words().strip().split(" ")) {
                words.merge(word, slice, Slices::or);
            }
        }
        words.remove("");
        return new TreeMap<>(words);
    }

    private boolean put(Sql sql, Archive archive, Range chunk, List<Map.Entry<String, Slices>> words) {
        // not if another process was faster, or the archive is gone
        boolean goesOn = advance(sql, archive, archive.indexed());
        if (goesOn) {
            long number = WordIndex.chunk(chunk.first());
            long part = WordIndex.part(chunk.first());
            words.forEach(word -> sql.update(
                    insert,
                    archive.number(),
                    part,
                    word.getKey(),
                    number,
                    word.getValue().bits()));
        }
        return goesOn;
    }

    private boolean advance(Sql sql, Archive archive, long to) {
        return sql.update(advance, to, archive.number(), archive.indexed()) == 1;
    }

    /** Forgets the parts of an archive that lie wholly before a position. */
    void removeBefore(Sql sql, Archive archive, long position) {
        if (WordIndex.part(position) > WordIndex.part(archive.first())) {
            sql.update(delete, archive.number(), WordIndex.part(position));
        }
    }

    /** Forgets an archive. */
    void remove(Sql sql, Archive archive) {
        sql.update(deleteAll, archive.number());
    }
}
