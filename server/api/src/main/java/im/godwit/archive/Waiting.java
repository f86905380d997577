package im.godwit.archive;

import im.godwit.archive.Entry.Text;
import java.time.Instant;

/**
 * An entry that waits in the journal for its place.
 *
 * @param most entries that its archive keeps
 * @param expiry what is older is removed from its archive
 */
record Waiting(String owner, long most, Instant expiry, Line line) {
    static Waiting of(String owner, Entry entry, ArchiveLimits limits) {
        Instant expiry = limits.ageOut() ? limits.expiry(entry.stamp()) : Instant.EPOCH;
        return new Waiting(owner, limits.messages(), expiry, Line.of(entry));
    }

    /**
     * Without its text where that is the same as of the entry before: a message is often in the archives of two sides.
     */
    void writeTo(StringBuilder to, Text former) {
        Fields.write(to, owner);
        Fields.write(to, most);
        Fields.write(to, Line.micros(expiry));
        (line.text().equals(former) ? line.with(Text.NONE) : line).writeTo(to);
    }

    static Waiting read(Fields fields, ArchiveShape<?> shape, Text former) {
        String owner = fields.next();
        long most = fields.nextNumber();
        Instant expiry = Line.instant(fields.nextNumber());
        Line line = Line.read(fields, shape);
        return new Waiting(owner, most, expiry, line.text().equals(Text.NONE) ? line.with(former) : line);
    }
}
