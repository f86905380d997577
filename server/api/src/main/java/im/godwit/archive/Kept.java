package im.godwit.archive;

import im.godwit.store.Row;
import im.godwit.xml.Element;
import java.time.Instant;

/**
 * A message of an archive, and nothing besides.
 *
 * @param stanza the message
 */
public record Kept(String uid, Instant stamp, Element stanza) implements Archived {
    /** Reads what every archive has. */
    public static Kept of(Row row) {
        return new Kept(row.text("uid"), row.instant("stamp"), row.element("stanza"));
    }
}
