package im.godwit.core.session;

import im.godwit.core.stream.HandledCount;
import im.godwit.core.stream.Resumption;
import im.godwit.core.stream.SessionOutlet;
import im.godwit.jid.Jid;
import im.godwit.stanza.Condition;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;

/** The managed sessions of this process, by the ids with which their clients resume them (XEP-0198 §5). */
final class Resumptions {
    /** So many ended sessions are remembered for what they had handled. */
    private static final int PAST = 10_000;

    private final ConcurrentHashMap<String, ManagedSession> live = new ConcurrentHashMap<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final java.util.concurrent.locks.Condition ended = lock.newCondition();
    private final LinkedHashMap<String, Past> past = new LinkedHashMap<>();

    private record Past(Jid account, ManagedSession.Handled handled) {}

    void add(ManagedSession session) {
        live.put(session.id(), session);
    }

    /** Resumes a session of an account that is allowed; to anybody else it looks as if there were none (§9). */
    Resumption resume(Predicate<Jid> mayResume, String id, HandledCount clientHas, SessionOutlet outlet) {
        Optional<ManagedSession> found = Optional.ofNullable(live.get(id))
                .filter(session ->
                        session.isResumable() && mayResume.test(session.jid().bare()));
        return found.map(session -> session.resume(outlet, clientHas))
                .orElseGet(() -> new Resumption.Refused(Condition.ITEM_NOT_FOUND, handledInThePast(mayResume, id)));
    }

    private Optional<HandledCount> handledInThePast(Predicate<Jid> mayResume, String id) {
        lock.lock();
        try {
            return Optional.ofNullable(past.get(id))
                    .filter(session -> mayResume.test(session.account()))
                    .map(session -> session.handled().count());
        } finally {
            lock.unlock();
        }
    }

    /** A session is over, and all that its client had not got is elsewhere. */
    void ended(ManagedSession session) {
        lock.lock();
        try {
            if (session.isResumable()) {
                past.put(session.id(), new Past(session.jid().bare(), session.handled()));
                if (past.size() > PAST) {
                    past.pollFirstEntry();
                }
            }
            live.remove(session.id());
            ended.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Ends all managed sessions and waits until what their clients had not got is elsewhere.
     *
     * @return how many were not done in time
     */
    int endAll(Duration patience) {
        live.values().forEach(session -> Thread.startVirtualThread(session::end));
        long left = patience.toNanos();
        lock.lock();
        try {
            while (!live.isEmpty() && left > 0) {
                left = ended.awaitNanos(left);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
        return live.size();
    }
}
