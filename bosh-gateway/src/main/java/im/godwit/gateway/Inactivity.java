package im.godwit.gateway;

import java.time.Duration;
import java.util.OptionalLong;

/** When a session whose client has no request open is given up (XEP-0124 §10). Guarded by its session's lock. */
final class Inactivity {
    private final long longest;
    private OptionalLong deadline = OptionalLong.empty();

    Inactivity(Duration longest) {
        this.longest = longest.toNanos();
    }

    /** No request is held any more: the time runs, unless it runs already. */
    void begin(long now) {
        if (deadline.isEmpty()) {
            deadline = OptionalLong.of(now + longest);
        }
    }

    /** A request came. */
    void end() {
        deadline = OptionalLong.empty();
    }

    /** When the time is over; none while a request is held. */
    OptionalLong deadline() {
        return deadline;
    }
}
