package im.godwit.archive;

import im.godwit.xml.Element;
import java.time.Instant;

/**
 * A message of an archive, and nothing besides.
 *
 * @param stanza the message
 */
public record Kept(String uid, Instant stamp, Element stanza) implements Archived {
    /** Reads what every archive has. */
    public static Kept of(Stored stored) {
        return new Kept(stored.uid(), stored.stamp(), stored.stanza());
    }
}
