package im.godwit.core.transport;

import java.util.ArrayList;
import java.util.List;

/**
 * Holds back the writes of one thread for a moment, so that what it sends to a connection leaves in one of them. What
 * is held back is in its connection's queue already: order and bounds are as always, and whoever else writes there
 * takes it along.
 */
public final class Gathering {
    private static final ScopedValue<Gathering> CURRENT = ScopedValue.newInstance();

    private final List<Held> held = new ArrayList<>(2);

    private Gathering() {}

    /** Something to write. */
    @FunctionalInterface
    public interface Held {
        /** Writes what waits, if it still does. */
        void write();
    }

    /** Runs what sends, and then writes what it has sent. */
    public static void during(Runnable sending) {
        Gathering gathering = new Gathering();
        try {
            ScopedValue.where(CURRENT, gathering).run(sending);
        } finally {
            gathering.held.forEach(Held::write);
        }
    }

    /** Whether this thread gathers now; then it writes what is held when it has done so. */
    public static boolean holds(Held later) {
        if (!CURRENT.isBound()) {
            return false;
        }
        List<Held> held = CURRENT.get().held;
        if (held.isEmpty() || held.getLast() != later) {
            held.add(later);
        }
        return true;
    }
}
