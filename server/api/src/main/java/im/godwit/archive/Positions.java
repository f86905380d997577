package im.godwit.archive;

import im.godwit.store.Sql;
import java.time.Instant;
import java.util.Optional;

/** Finds positions by ids: by the time that an id begins with, or by an index of those that stand aside from theirs. */
final class Positions {
    private final Times times;
    private final String among;
    private final String aside;

    Positions(ArchiveShape<?> shape) {
        this.times = new Times(shape);
        String find = "SELECT place FROM " + shape.messages() + " WHERE uid = ? AND place BETWEEN ? AND ?";
        this.among = find;
        // the condition is that of an index
        this.aside = find + " AND aside";
    }

    Optional<Long> of(Sql sql, Archive archive, String uid) {
        return ArchiveId.time(uid)
                .flatMap(time -> find(sql, among, archive, uid, at(sql, archive, time)))
                .or(() -> find(sql, aside, archive, uid, archive.range()));
    }

    private Range at(Sql sql, Archive archive, Instant time) {
        return new Range(times.firstSince(sql, archive, time), times.lastUntil(sql, archive, time));
    }

    private static Optional<Long> find(Sql sql, String select, Archive archive, String uid, Range range) {
        return range.length() == 0
                ? Optional.empty()
                : sql.first(
                        select,
                        row -> Place.position(row.number("place")),
                        uid,
                        archive.place(range.first()),
                        archive.place(range.last()));
    }
}
