package im.godwit.plugins.offline;

import im.godwit.jid.Jid;
import im.godwit.plugin.Outcome;
import im.godwit.plugin.Session;
import im.godwit.stanza.Message;
import im.godwit.store.StoreException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.BiPredicate;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands waiting messages to sessions, one session of an account at a time, so that each goes to one of them. A message
 * leaves the database when its client has it; until then it is on the way, and nobody else gets it.
 */
final class Deliveries {
    private static final Logger log = LoggerFactory.getLogger(Deliveries.class);

    /** So many are read at once and removed in one transaction. */
    private static final int BATCH = 100;

    private final MessageQueue queue;
    private final Function<Jid, Optional<Session>> takers;
    private final BiPredicate<Jid, Message> wanted;
    private final Map<Jid, Set<Long>> onTheWay = new ConcurrentHashMap<>();
    private final Map<Jid, List<MessageQueue.Waiting>> unremoved = new ConcurrentHashMap<>();

    /**
     * Many add at once, while one hands out. Accounts share locks by their hash: many accounts, few logins at one
     * moment.
     */
    private final List<ReadWriteLock> locks = Stream.<ReadWriteLock>generate(ReentrantReadWriteLock::new)
            .limit(64)
            .toList();

    /**
     * Makes deliveries from a queue.
     *
     * @param takers finds a session of an account that takes messages
     * @param wanted whether an account still wants a message that waited; it is gone otherwise
     */
    Deliveries(MessageQueue queue, Function<Jid, Optional<Session>> takers, BiPredicate<Jid, Message> wanted) {
        this.queue = queue;
        this.takers = takers;
        this.wanted = wanted;
    }

    /** Adds a message, before or after what is handed out at the moment. */
    boolean add(Jid account, BooleanSupplier addition) {
        Lock lock = lock(account).readLock();
        lock.lock();
        try {
            return addition.getAsBoolean();
        } finally {
            lock.unlock();
        }
    }

    private ReadWriteLock lock(Jid account) {
        return locks.get(Math.floorMod(account.hashCode(), locks.size()));
    }

    private void alone(Jid account, Runnable work) {
        Lock lock = lock(account).writeLock();
        lock.lock();
        try {
            work.run();
        } finally {
            lock.unlock();
        }
    }

    /** Sends all that waits to this session. A crash before the removal repeats a batch; none is ever lost by one. */
    void deliverTo(Session session) {
        Jid account = session.jid().bare();
        alone(account, () -> deliver(account, session));
    }

    /**
     * Sends all that waits to a session that is held, and lets it take messages then: what comes meanwhile waits too,
     * so that none is twice, left out, or before an older one.
     */
    void openTo(Session session) {
        Jid account = session.jid().bare();
        alone(account, () -> {
            try {
                deliver(account, session);
            } finally {
                session.release(); // even where the database fails: what waits comes another time
            }
        });
    }

    private void deliver(Jid account, Session session) {
        boolean goesOn = true;
        while (goesOn) {
            Batch batch = new Batch(account, next(account));
            goesOn = batch.sendTo(session);
        }
    }

    /** Removes what waits, unless it is on the way. */
    void remove(Jid account, Predicate<Message> which) {
        alone(account, () -> {
            Set<Long> away = onTheWay.getOrDefault(account, Set.of());
            List<MessageQueue.Waiting> gone = queue.all(account).stream()
                    .filter(waiting -> !away.contains(waiting.number()) && which.test(waiting.message()))
                    .toList();
            if (!gone.isEmpty()) {
                queue.remove(gone);
            }
        });
    }

    private List<MessageQueue.Waiting> next(Jid account) {
        // before reading: what is removed afterwards is still known to be on the way
        Set<Long> away = onTheWay.getOrDefault(account, Set.of());
        return queue.first(account, BATCH + away.size()).stream()
                .filter(waiting -> !away.contains(waiting.number()))
                .limit(BATCH)
                .toList();
    }

    private void mark(Jid account, List<Long> numbers) {
        onTheWay.merge(account, Set.copyOf(numbers), (before, more) -> {
            Set<Long> all = new HashSet<>(before);
            all.addAll(more);
            return Set.copyOf(all);
        });
    }

    private void unmark(Jid account, List<Long> numbers) {
        onTheWay.computeIfPresent(account, (key, before) -> {
            Set<Long> left = new HashSet<>(before);
            numbers.forEach(left::remove);
            return left.isEmpty() ? null : Set.copyOf(left);
        });
    }

    private static List<Long> numbers(Collection<MessageQueue.Waiting> messages) {
        return messages.stream().map(MessageQueue.Waiting::number).toList();
    }

    /**
     * Removes what a client has, and what could not be removed before. Where that fails, on a full disk for example, it
     * stays on the way, so that nobody gets it again, until the next removal.
     */
    private void remove(Jid account, List<MessageQueue.Waiting> delivered) {
        List<MessageQueue.Waiting> due = new ArrayList<>(delivered);
        due.addAll(Optional.ofNullable(unremoved.remove(account)).orElse(List.of()));
        if (due.isEmpty()) {
            return;
        }
        try {
            queue.remove(due);
            unmark(account, numbers(due));
        } catch (StoreException failed) {
            unremoved.merge(account, List.copyOf(due), Deliveries::both);
            log.atWarn()
                    .addKeyValue("jid", account)
                    .setCause(failed)
                    .log("Delivered messages could not be removed; it is tried again with the next");
        }
    }

    private static List<MessageQueue.Waiting> both(List<MessageQueue.Waiting> one, List<MessageQueue.Waiting> other) {
        return Stream.concat(one.stream(), other.stream()).toList();
    }

    /** Messages that went to one session together. */
    private final class Batch {
        private final Jid account;
        private final List<MessageQueue.Waiting> messages;
        private final AtomicInteger open;
        private final Queue<MessageQueue.Waiting> taken = new ConcurrentLinkedQueue<>();
        private volatile boolean returned;

        Batch(Jid account, List<MessageQueue.Waiting> messages) {
            this.account = account;
            this.messages = messages;
            this.open = new AtomicInteger(messages.size());
        }

        /** Whether there may be more for this session. */
        boolean sendTo(Session session) {
            if (messages.isEmpty()) {
                return false;
            }
            mark(account, numbers(messages));
            for (MessageQueue.Waiting waiting : messages) {
                if (wanted.test(account, waiting.message())) {
                    session.send(waiting.message(), outcome(waiting));
                } else {
                    outcome(waiting).taken();
                }
            }
            return !returned;
        }

        private Outcome outcome(MessageQueue.Waiting waiting) {
            return new Outcome() {
                @Override
                public void taken() {
                    taken.add(waiting);
                    settle();
                }

                @Override
                public boolean lost() {
                    returned = true; // it never left the database
                    settle();
                    return false;
                }
            };
        }

        /** When all is known: removes what arrived, and has the rest go to whoever is there. */
        private void settle() {
            if (open.decrementAndGet() > 0) {
                return;
            }
            Set<MessageQueue.Waiting> kept = new HashSet<>(messages);
            kept.removeAll(taken);
            unmark(account, numbers(kept));
            remove(account, List.copyOf(taken));
            if (returned) {
                takers.apply(account).ifPresent(Deliveries.this::deliverTo);
            }
        }
    }
}
