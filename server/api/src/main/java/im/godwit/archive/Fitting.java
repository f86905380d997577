package im.godwit.archive;

import im.godwit.archive.Block.Found;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Takes as many messages as a page may have, in number and bytes; one in any case, however large it is. */
final class Fitting {
    /** A quarter of what may wait for a client, so that no answer ends a session. */
    private static final int BYTES = 256 * 1024;

    /** What is around each message. */
    private static final int ENVELOPE = 512;

    private final int size;
    private final List<Found> found = new ArrayList<>();
    private long bytes;
    private boolean all = true;

    Fitting(int size) {
        this.size = size;
    }

    /** Takes one if it fits; whether the next is wanted: the first that does not fit tells that there are more. */
    boolean take(Found next) {
        bytes += next.line().text().stanza().getBytes(StandardCharsets.UTF_8).length + ENVELOPE;
        all = found.size() < size && (found.isEmpty() || bytes <= BYTES);
        if (all) {
            found.add(next);
        }
        return all;
    }

    List<Found> found() {
        return found;
    }

    /** Whether everything fitted. */
    boolean isAll() {
        return all;
    }
}
