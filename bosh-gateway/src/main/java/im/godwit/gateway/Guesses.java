package im.godwit.gateway;

import im.godwit.core.transport.Timers;
import im.godwit.jid.Jid;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Bounds how often passwords may be guessed: from one network, and for one account from all of them together. Who
 * attacks an account from everywhere does not lock its owner out: where the right password came from before, it may
 * come again. Remembers the latest of both in memory.
 */
final class Guesses {
    /** How long wrong passwords count. */
    static final Duration WINDOW = Duration.ofMinutes(10);

    /** Wrong passwords of one network, and for one account. */
    static final int PER_NETWORK = 20;

    static final int PER_ACCOUNT = 100;

    private static final int REMEMBERED = 20_000;

    private final Timers timers;
    private final Map<Object, Count> counts = latest();
    private final Map<Home, Boolean> homes = latest();

    private record Count(int wrong, long since) {}

    /** A network from which somebody has shown an account's password. */
    private record Home(Network network, Jid account) {}

    Guesses(Timers timers) {
        this.timers = timers;
    }

    private static <K, V> Map<K, V> latest() {
        return new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
                return size() > REMEMBERED;
            }
        };
    }

    /**
     * Whether a password may be tried; it counts as wrong until it is {@link #right}, so that many at once count too.
     */
    synchronized boolean begin(Network network, Jid account) {
        boolean home = homes.containsKey(new Home(network, account));
        if (wrong(network) >= PER_NETWORK || !home && wrong(account) >= PER_ACCOUNT) {
            return false;
        }
        add(network, 1);
        add(account, 1);
        return true;
    }

    synchronized void right(Network network, Jid account) {
        homes.put(new Home(network, account), true);
        add(network, -1);
        add(account, -1);
    }

    private int wrong(Object key) {
        Count count = counts.get(key);
        return count == null || timers.nanos() - count.since() > WINDOW.toNanos() ? 0 : count.wrong();
    }

    private void add(Object key, int more) {
        int before = wrong(key);
        int after = Math.max(0, before + more);
        if (after == 0) {
            counts.remove(key);
        } else {
            counts.put(
                    key,
                    new Count(
                            after,
                            before == 0 ? timers.nanos() : counts.get(key).since()));
        }
    }
}
