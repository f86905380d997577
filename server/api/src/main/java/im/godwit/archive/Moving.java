package im.godwit.archive;

import im.godwit.store.Sql;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Moves entries from the journal to their places. Each archive's get the next positions in the order of the journal,
 * and the time of the one before where the clock went back.
 */
final class Moving {
    private final Removal removal;
    private final BlockWriting blocks;
    private final String find;
    private final String open;
    private final String advance;

    Moving(ArchiveShape<?> shape, Removal removal) {
        this.removal = removal;
        this.blocks = new BlockWriting(shape);
        this.find = "SELECT " + Archive.columns("o") + " FROM " + shape.owners() + " o WHERE o.owner = ?";
        this.open = "INSERT INTO " + shape.owners() + " (owner, first_position, last_position, first_stamp, last_stamp)"
                + " VALUES (?, 1, 0, " + Removal.NEVER + ", 0)";
        this.advance =
                "UPDATE " + shape.owners() + " SET last_position = ?, first_stamp = ?, last_stamp = ? WHERE number = ?";
    }

    /** Moves entries, within a transaction; removes what is too many or too old then. */
    void move(Sql sql, List<Waiting> entries) {
        Map<String, List<Waiting>> archives = new LinkedHashMap<>();
        entries.forEach(entry -> archives.computeIfAbsent(entry.owner(), owner -> new ArrayList<>())
                .add(entry));
        archives.forEach((owner, some) -> append(sql, owner, some));
    }

    private void append(Sql sql, String owner, List<Waiting> entries) {
        Archive archive = archive(sql, owner);
        List<Line> lines = new ArrayList<>(entries.size());
        Instant newest = archive.newest();
        for (Waiting entry : entries) {
            Line line = entry.line();
            newest = line.stamp().isBefore(newest) ? newest : line.stamp();
            lines.add(line.with(newest));
        }
        blocks.append(sql, archive, lines);
        Archive longer = archive.longer(lines.size(), lines.getFirst().stamp(), newest);
        sql.update(advance, longer.last(), longer.oldest(), longer.newest(), longer.number());
        trim(sql, longer, entries);
    }

    private Archive archive(Sql sql, String owner) {
        return sql.first(find, Archive::of, owner).orElseGet(() -> {
            sql.update(open, owner);
            return sql.first(find, Archive::of, owner).orElseThrow();
        });
    }

    /** By the limits that came with its newest entry. */
    private void trim(Sql sql, Archive archive, List<Waiting> entries) {
        Waiting newest = entries.getLast();
        long tooMany = archive.last() - newest.most();
        // no fewer than came, or it would grow
        int most = Math.max(Removal.BATCH, entries.size());
        if (tooMany >= archive.first()) {
            removal.remove(sql, archive, tooMany, most);
        } else if (archive.oldest().isBefore(newest.expiry())) {
            removal.removeExpired(sql, archive, newest.expiry(), most);
        }
    }
}
