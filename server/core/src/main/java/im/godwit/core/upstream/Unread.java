package im.godwit.core.upstream;

import java.util.concurrent.atomic.AtomicLong;

/**
 * How much has come from the server and has not gone on to the client: from a bound on the server is not read. May be
 * used from any thread.
 */
final class Unread {
    /** About so many bytes; what one read or one stanza brings may come on top. */
    static final int LIMIT = 256 * 1024;

    private final AtomicLong bytes = new AtomicLong();
    private final Pace pace;

    Unread(Pace pace) {
        this.pace = pace;
    }

    void add(int size) {
        if (bytes.addAndGet(size) > LIMIT) {
            pace.pause(Pace.Reason.BYTES);
            remove(0); // it may have gone on before the pause began
        }
    }

    void remove(int size) {
        if (bytes.addAndGet(-size) <= LIMIT / 2) {
            pace.resume(Pace.Reason.BYTES);
        }
    }
}
