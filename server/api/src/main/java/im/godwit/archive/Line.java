package im.godwit.archive;

import im.godwit.archive.Entry.Text;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A message as it is written down among others.
 *
 * @param columns the values of the columns of the {@link ArchiveShape}, in their order; empty where there is none
 */
record Line(String uid, Instant stamp, List<String> columns, Text text) {
    private static final long MICROS = 1_000_000;

    static Line of(Entry entry) {
        return new Line(entry.uid(), entry.stamp(), entry.columns(), entry.text());
    }

    Line with(Instant other) {
        return stamp.equals(other) ? this : new Line(uid, other, columns, text);
    }

    Line with(Text other) {
        return new Line(uid, stamp, columns, other);
    }

    /** Whether its id leads to it by the time that the id begins with. */
    boolean isWhereItsIdSays() {
        return ArchiveId.time(uid).filter(stamp::equals).isPresent();
    }

    void writeTo(StringBuilder to) {
        Fields.write(to, uid);
        Fields.write(to, micros(stamp));
        columns.forEach(column -> Fields.write(to, column));
        Fields.write(to, text.words());
        Fields.write(to, text.stanza());
    }

    static Line read(Fields fields, ArchiveShape<?> shape) {
        String uid = fields.next();
        Instant stamp = instant(fields.nextNumber());
        int count = shape.columns().size();
        List<String> columns = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            columns.add(fields.next());
        }
        String words = fields.next();
        return new Line(uid, stamp, columns, new Text(fields.next(), words));
    }

    /** As {@code Sql} keeps them. */
    static long micros(Instant instant) {
        return instant.getEpochSecond() * MICROS + instant.getNano() / 1000;
    }

    static Instant instant(long micros) {
        return Instant.ofEpochSecond(Math.floorDiv(micros, MICROS), Math.floorMod(micros, MICROS) * 1000L);
    }
}
