package im.godwit.plugins.blocking;

import im.godwit.jid.Jid;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** One lock for each account, or rather for the few that share it. Holders of one must not ask for another. */
final class AccountLocks {
    private static final int STRIPES = 256;

    private final ReentrantLock[] locks = new ReentrantLock[STRIPES];

    AccountLocks() {
        for (int i = 0; i < STRIPES; i++) {
            locks[i] = new ReentrantLock();
        }
    }

    <T> T during(Jid account, Supplier<T> work) {
        ReentrantLock lock = locks[Math.floorMod(account.hashCode(), STRIPES)];
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }
}
