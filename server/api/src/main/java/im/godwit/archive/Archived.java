package im.godwit.archive;

import java.time.Instant;

/** A message of an archive, as it is read. */
public interface Archived {
    /** Its id in the archive (XEP-0313 §3). */
    String uid();

    /** When it was sent or received; of a later message never earlier. */
    Instant stamp();
}
