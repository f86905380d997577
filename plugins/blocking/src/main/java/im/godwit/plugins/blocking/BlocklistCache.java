package im.godwit.plugins.blocking;

import im.godwit.jid.Jid;
import im.godwit.service.Blocklist;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Lists in memory, bounded by the items in them; a list counts one more than it has. Every message asks here, so that
 * reading takes no lock; who has to go is whom a hand meets that walks around.
 */
final class BlocklistCache {
    private final int capacity;
    private final ConcurrentHashMap<Jid, Blocklist> lists = new ConcurrentHashMap<>();
    private Iterator<Map.Entry<Jid, Blocklist>> hand = lists.entrySet().iterator();
    private long held;

    BlocklistCache(int capacity) {
        this.capacity = capacity;
    }

    Optional<Blocklist> get(Jid account) {
        return Optional.ofNullable(lists.get(account));
    }

    synchronized void put(Jid account, Blocklist list) {
        held += weight(list) - weight(lists.put(account, list));
        while (held > capacity && !lists.isEmpty()) {
            if (!hand.hasNext()) {
                hand = lists.entrySet().iterator();
            }
            remove(hand.next().getKey());
        }
    }

    synchronized void remove(Jid account) {
        held -= weight(lists.remove(account));
    }

    /** How many items are held, and one for each list. */
    synchronized long held() {
        return held;
    }

    private static long weight(Blocklist list) {
        return list == null ? 0 : 1L + list.items().size();
    }
}
