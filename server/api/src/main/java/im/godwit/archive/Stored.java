package im.godwit.archive;

import im.godwit.jid.Jid;
import im.godwit.xml.Element;
import java.time.Instant;

/** A message of an archive as it was stored, with what is known of it. */
public final class Stored {
    private final ArchiveShape<?> shape;
    private final Line line;
    private final Element stanza;

    Stored(ArchiveShape<?> shape, Line line, Element stanza) {
        this.shape = shape;
        this.line = line;
        this.stanza = stanza;
    }

    /** Its id in the archive (XEP-0313 §3). */
    public String uid() {
        return line.uid();
    }

    /** When it was sent or received. */
    public Instant stamp() {
        return line.stamp();
    }

    /** The message. */
    public Element stanza() {
        return stanza;
    }

    /** What stands in a column of the {@link ArchiveShape}. */
    public String text(String column) {
        return shape.value(line, column);
    }

    /** An address that stands in a column. */
    public Jid jid(String column) {
        return Jid.parse(text(column));
    }

    /** What is or is not, as a column says. */
    public boolean flag(String column) {
        return Boolean.parseBoolean(text(column));
    }
}
