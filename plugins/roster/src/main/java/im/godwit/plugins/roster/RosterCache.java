package im.godwit.plugins.roster;

import im.godwit.jid.Jid;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The rosters that were used last, bounded by the contacts in them; a roster counts one more than it has. For many
 * threads.
 */
final class RosterCache {
    private final int capacity;
    private final LinkedHashMap<Jid, Roster> rosters = new LinkedHashMap<>(64, 0.75f, true);
    private long held;

    RosterCache(int capacity) {
        this.capacity = capacity;
    }

    synchronized Optional<Roster> get(Jid account) {
        return Optional.ofNullable(rosters.get(account));
    }

    synchronized void put(Jid account, Roster roster) {
        held += weight(roster) - weight(rosters.put(account, roster));
        Iterator<Map.Entry<Jid, Roster>> eldest = rosters.entrySet().iterator();
        while (held > capacity && eldest.hasNext()) {
            held -= weight(eldest.next().getValue());
            eldest.remove();
        }
    }

    synchronized void remove(Jid account) {
        held -= weight(rosters.remove(account));
    }

    /** How many contacts are held, and one for each roster. */
    synchronized long held() {
        return held;
    }

    private static long weight(Roster roster) {
        return roster == null ? 0 : 1L + roster.entries().size();
    }
}
