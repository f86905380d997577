package im.godwit.gateway;

import java.time.Duration;
import java.util.OptionalLong;

/** When a session whose client has no request open is given up (XEP-0124 §10). Guarded by its session's lock. */
final class Inactivity {
    private final long longest;
    private long current;
    private OptionalLong deadline = OptionalLong.empty();

    Inactivity(Duration longest) {
        this.longest = longest.toNanos();
        current = this.longest;
    }

    /** No request is held any more: the time runs, unless it runs already. */
    void begin(long now) {
        if (deadline.isEmpty()) {
            deadline = OptionalLong.of(now + current);
        }
    }

    /** A new request came. */
    void end() {
        current = longest; // §10: a pause lasts until the next request
        deadline = OptionalLong.empty();
    }

    /** The client asks for a longer or shorter time, once. */
    void pause(Duration asked) {
        current = asked.toNanos();
    }

    /** An answer was given again: the time begins anew, if it runs. */
    void renew(long now) {
        if (deadline.isPresent()) {
            deadline = OptionalLong.of(now + current);
        }
    }

    /** When the time is over; none while a request is held. */
    OptionalLong deadline() {
        return deadline;
    }
}
