package im.godwit.plugins.presence;

import im.godwit.jid.Jid;
import im.godwit.plugin.Session;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** Whom a session has shown itself to besides its subscribers (RFC 6121 §4.6). For many threads. */
final class DirectedPresence {
    private static final Session.Key<DirectedPresence> KEY =
            new Session.Key<>("directed presence", DirectedPresence::new);

    private final Set<Jid> addresses = new LinkedHashSet<>();

    /** The session's own; to be called on its stream's thread. */
    static DirectedPresence of(Session session) {
        DirectedPresence directed = session.get(KEY);
        session.set(KEY, directed);
        return directed;
    }

    /**
     * Remembers an address.
     *
     * @return false if that is one more than {@code limit}
     */
    synchronized boolean add(Jid address, int limit) {
        return addresses.contains(address) || (addresses.size() < limit && addresses.add(address));
    }

    synchronized void remove(Jid address) {
        addresses.remove(address);
    }

    /** All addresses, which are forgotten with this. */
    static List<Jid> take(Session session) {
        return take(session, address -> true);
    }

    /** Some of the addresses, which are forgotten with this. */
    static List<Jid> take(Session session, Predicate<Jid> which) {
        DirectedPresence directed = session.get(KEY);
        synchronized (directed) {
            List<Jid> taken = directed.addresses.stream().filter(which).toList();
            directed.addresses.removeIf(which);
            return taken;
        }
    }
}
