package im.godwit.core.session;

import im.godwit.jid.Jid;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Which accounts have sessions that are over while what their clients have not got is still on its way elsewhere. Who
 * binds a resource waits for that: only then are older messages where newer ones go (RFC 6120 §10.1). For any thread.
 */
final class Endings {
    private final ConcurrentHashMap<Jid, Integer> ending = new ConcurrentHashMap<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition over = lock.newCondition();

    /** Ends a session of an account; it must be findable, or be over by another call, when this is called. */
    void end(Jid account, Runnable work) {
        ending.merge(account, 1, Integer::sum);
        try {
            work.run();
        } finally {
            lock.lock();
            try {
                ending.computeIfPresent(account, (key, sessions) -> sessions == 1 ? null : sessions - 1);
                over.signalAll();
            } finally {
                lock.unlock();
            }
        }
    }

    /**
     * Waits until no session of an account is ending.
     *
     * @return false if that took too long
     */
    boolean await(Jid account, Duration patience) {
        if (!ending.containsKey(account)) {
            return true;
        }
        long left = patience.toNanos();
        lock.lock();
        try {
            while (ending.containsKey(account) && left > 0) {
                left = over.awaitNanos(left);
            }
            return !ending.containsKey(account);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            lock.unlock();
        }
    }
}
