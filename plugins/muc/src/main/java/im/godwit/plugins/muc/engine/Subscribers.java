package im.godwit.plugins.muc.engine;

import im.godwit.jid.Jid;
import im.godwit.plugins.muc.engine.Refusal.Reason;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The clients that want to know where something is said, and the rooms from which their accounts have heard nothing
 * since they were there. For many threads; {@link #isAwaited} takes no lock.
 *
 * <p>A room that an account does not wait for is one that all clients of the account know of, or that it is in.
 */
final class Subscribers {
    /** How many clients of one account: as many as it may have sessions. */
    private static final int SESSIONS = 20;

    private final int most;
    private final int roomsEach;
    private final Map<Jid, Subscriber> accounts = new HashMap<>();
    private final Map<Jid, Set<Jid>> awaited = new ConcurrentHashMap<>(); // accounts by the rooms they wait for
    private int sessions;

    private record Subscriber(Set<Jid> sessions, Set<Jid> rooms) {}

    /**
     * Nobody yet.
     *
     * @param most clients of all accounts together
     * @param roomsEach that one account waits for
     */
    Subscribers(int most, int roomsEach) {
        this.most = most;
        this.roomsEach = roomsEach;
    }

    synchronized boolean contains(Jid session) {
        Subscriber subscriber = accounts.get(session.bare());
        return subscriber != null && subscriber.sessions().contains(session);
    }

    /**
     * Adds a client that is not there yet.
     *
     * @return whether it is the first of its account
     * @throws RefusedException if there are too many
     */
    synchronized boolean add(Jid session) {
        Subscriber known = accounts.get(session.bare());
        if (sessions == most || known != null && known.sessions().size() == SESSIONS) {
            throw Reason.TOO_MANY_SUBSCRIBERS.thrown();
        }
        accounts.computeIfAbsent(session.bare(), account -> new Subscriber(new HashSet<>(), new HashSet<>()))
                .sessions()
                .add(session);
        sessions++;
        return known == null;
    }

    synchronized void remove(Jid session) {
        Jid account = session.bare();
        Subscriber subscriber = accounts.get(account);
        if (subscriber == null || !subscriber.sessions().remove(session)) {
            return;
        }
        sessions--;
        if (subscriber.sessions().isEmpty()) {
            accounts.remove(account);
            subscriber.rooms().forEach(room -> forget(account, room));
        }
    }

    /** An account that has a client here waits for a room, unless it waits for too many. */
    synchronized void await(Jid account, Jid room) {
        Subscriber subscriber = accounts.get(account);
        if (subscriber != null && subscriber.rooms().size() < roomsEach) {
            subscriber.rooms().add(room);
            awaited.computeIfAbsent(room, address -> new HashSet<>()).add(account);
        }
    }

    synchronized void stop(Jid account, Jid room) {
        Subscriber subscriber = accounts.get(account);
        if (subscriber != null && subscriber.rooms().remove(room)) {
            forget(account, room);
        }
    }

    private void forget(Jid account, Jid room) {
        awaited.computeIfPresent(room, (address, waiting) -> {
            waiting.remove(account);
            return waiting.isEmpty() ? null : waiting;
        });
    }

    /** Whether an account waits for a room: what every message asks. */
    boolean isAwaited(Jid room) {
        return awaited.containsKey(room);
    }

    /** The accounts that waited for a room; they do not any more. */
    synchronized Set<Jid> take(Jid room) {
        Set<Jid> waiting = awaited.getOrDefault(room, Set.of());
        awaited.remove(room);
        waiting.forEach(account -> accounts.get(account).rooms().remove(room));
        return waiting;
    }

    /** The clients of some accounts. */
    synchronized List<Jid> sessions(Collection<Jid> some) {
        return some.stream()
                .filter(accounts::containsKey)
                .flatMap(account -> accounts.get(account).sessions().stream())
                .toList();
    }
}
