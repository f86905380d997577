package im.godwit.gateway;

import im.godwit.jid.Jid;
import java.time.Duration;
import java.util.Optional;

/** Who sent a request to a plugin's route. */
sealed interface Visitor {
    /** Somebody whose password was right, or who brought none. */
    record Welcome(Optional<Jid> account) implements Visitor {}

    /** Somebody who is sent away. */
    record Refused(int status, String text) implements Visitor {}

    /** Somebody who is sent away for some time. */
    record Slowed(Duration retryAfter) implements Visitor {}
}
