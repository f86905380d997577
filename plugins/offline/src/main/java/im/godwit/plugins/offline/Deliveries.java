package im.godwit.plugins.offline;

import im.godwit.jid.Jid;
import im.godwit.plugin.Session;
import im.godwit.stanza.Message;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiPredicate;
import java.util.stream.Stream;

/** Hands waiting messages to sessions, one session of an account at a time, so that each goes to one of them. */
final class Deliveries {
    /** So many are in memory and in one transaction. */
    private static final int BATCH = 100;

    private final MessageQueue queue;

    /** Accounts share locks by their hash: many accounts, few logins at one moment. */
    private final List<ReentrantLock> locks =
            Stream.generate(ReentrantLock::new).limit(64).toList();

    private final BiPredicate<Jid, Message> mayPass;

    /**
     * Makes deliveries.
     *
     * @param mayPass whether an account still wants a message that waited; it is gone otherwise
     */
    Deliveries(MessageQueue queue, BiPredicate<Jid, Message> mayPass) {
        this.queue = queue;
        this.mayPass = mayPass;
    }

    /** Sends all that waits to this session. A crash before the removal repeats a batch; none is ever lost by one. */
    void deliverTo(Session session) {
        Jid account = session.jid().bare();
        ReentrantLock lock = locks.get(Math.floorMod(account.hashCode(), locks.size()));
        lock.lock();
        try {
            List<MessageQueue.Waiting> batch;
            do {
                batch = queue.first(account, BATCH);
                batch.stream()
                        .map(MessageQueue.Waiting::message)
                        .filter(message -> mayPass.test(account, message))
                        .forEach(session::send);
                if (!batch.isEmpty()) {
                    queue.remove(batch);
                }
            } while (batch.size() == BATCH);
        } finally {
            lock.unlock();
        }
    }
}
