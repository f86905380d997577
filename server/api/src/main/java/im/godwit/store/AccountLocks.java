package im.godwit.store;

import im.godwit.jid.Jid;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * One lock for each account, or rather for the few that share it: for plugins that hold in memory what is in the
 * database, and change both as one. Holders of one lock must not ask for another.
 */
public final class AccountLocks {
    private static final int STRIPES = 1024;

    private final ReentrantLock[] locks = new ReentrantLock[STRIPES];

    /** New locks, none of them held. */
    public AccountLocks() {
        for (int i = 0; i < STRIPES; i++) {
            locks[i] = new ReentrantLock();
        }
    }

    /** Does something while nobody else does anything for this account. */
    public <T> T during(Jid account, Supplier<T> work) {
        ReentrantLock lock = locks[Math.floorMod(account.hashCode(), STRIPES)];
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }
}
