package im.godwit.core.upstream;

import java.util.EnumSet;
import java.util.Set;

/**
 * Whether the upstream server is read: not as long as there is any reason to pause. May be used from any thread; what
 * the server's connection is told, it is told in order.
 */
final class Pace {
    enum Reason {
        /** More came than has been looked at. */
        MAILBOX,
        /** It is more bytes than may wait. */
        BYTES,
        /** The client does not take what it has. */
        CLIENT
    }

    private final Runnable pause;
    private final Runnable resume;
    private final Set<Reason> reasons = EnumSet.noneOf(Reason.class);

    /**
     * @param pause stops reading; takes no locks of others
     * @param resume reads again; takes none either
     */
    Pace(Runnable pause, Runnable resume) {
        this.pause = pause;
        this.resume = resume;
    }

    synchronized void pause(Reason reason) {
        if (reasons.isEmpty()) {
            pause.run();
        }
        reasons.add(reason);
    }

    synchronized void resume(Reason reason) {
        if (reasons.remove(reason) && reasons.isEmpty()) {
            resume.run();
        }
    }
}
