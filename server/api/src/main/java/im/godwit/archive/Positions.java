package im.godwit.archive;

import im.godwit.archive.Block.Found;
import im.godwit.store.Sql;
import java.time.Instant;
import java.util.Optional;

/** Finds messages by ids: by the time that an id begins with, or in a table of those that stand aside from theirs. */
final class Positions {
    private final Times times;
    private final Blocks blocks;
    private final String aside;

    Positions(ArchiveShape<?> shape) {
        this.times = new Times(shape);
        this.blocks = new Blocks(shape);
        this.aside = "SELECT place FROM " + shape.ids() + " WHERE uid = ? AND place BETWEEN ? AND ?";
    }

    Optional<Long> of(Sql sql, Archive archive, String uid) {
        return ArchiveId.time(uid)
                .flatMap(time -> blocks.all(sql, archive, at(sql, archive, time)).stream()
                        .filter(found -> found.line().uid().equals(uid))
                        .map(Found::position)
                        .findFirst())
                .or(() -> sql.first(
                        aside,
                        row -> Place.position(row.number("place")),
                        uid,
                        archive.place(archive.first()),
                        archive.place(archive.last())));
    }

    private Range at(Sql sql, Archive archive, Instant time) {
        return new Range(times.firstSince(sql, archive, time), times.lastUntil(sql, archive, time));
    }
}
