package im.godwit.gateway;

import im.godwit.core.transport.Timers;
import java.util.Optional;

/**
 * One timer that always rings early enough. A later time replaces an earlier one only when that has rung: a session
 * that is busy would otherwise set a new timer for each message. Guarded by its session's lock.
 */
final class Wakeup {
    private final Timers timers;
    private final Runnable task;
    private Optional<Timers.Timer> timer = Optional.empty();
    private long time;

    Wakeup(Timers timers, Runnable task) {
        this.timers = timers;
        this.task = task;
    }

    /** Has the task run at this time, or earlier and then again. */
    void at(long nanos) {
        if (timer.isPresent() && time <= nanos) {
            return;
        }
        cancel();
        time = nanos;
        timer = Optional.of(timers.at(nanos, task));
    }

    /** The task runs. */
    void fired() {
        timer = Optional.empty();
    }

    void cancel() {
        timer.ifPresent(Timers.Timer::cancel);
        timer = Optional.empty();
    }
}
