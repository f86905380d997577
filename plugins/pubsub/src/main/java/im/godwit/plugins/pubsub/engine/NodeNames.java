package im.godwit.plugins.pubsub.engine;

import im.godwit.jid.Jid;
import im.godwit.store.AccountLocks;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The names of the nodes of those services that were asked about last, so that it costs nothing to find that an account
 * has none. Bounded by the names it holds. Threads may share it.
 */
final class NodeNames {
    private final NodeStore store;
    private final int capacity;
    private final AccountLocks locks = new AccountLocks();
    private final Map<Jid, Set<String>> names = new LinkedHashMap<>(64, 0.75f, true);
    private long held;

    NodeNames(NodeStore store, int capacity) {
        this.store = store;
        this.capacity = capacity;
    }

    Set<String> of(Jid service) {
        // read under the lock, so that an older state cannot overtake a newer one on its way into memory
        return known(service)
                .orElseGet(() -> locks.during(
                        service,
                        () -> known(service).orElseGet(() -> hold(service, Set.copyOf(store.names(service))))));
    }

    /** To be called after a node was made or deleted. */
    void changed(Jid service) {
        locks.during(service, () -> {
            remove(service);
            return service;
        });
    }

    private synchronized Optional<Set<String>> known(Jid service) {
        return Optional.ofNullable(names.get(service));
    }

    private synchronized void remove(Jid service) {
        Set<String> removed = names.remove(service);
        if (removed != null) {
            held -= weight(removed);
        }
    }

    private synchronized Set<String> hold(Jid service, Set<String> found) {
        remove(service);
        names.put(service, found);
        held += weight(found);
        Iterator<Set<String>> eldest = names.values().iterator();
        while (held > capacity && names.size() > 1) {
            held -= weight(eldest.next());
            eldest.remove();
        }
        return found;
    }

    private static int weight(Set<String> names) {
        return 1 + names.size();
    }
}
