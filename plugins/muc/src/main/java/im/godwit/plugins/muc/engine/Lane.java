package im.godwit.plugins.muc.engine;

import im.godwit.jid.Jid;
import im.godwit.plugins.muc.engine.RoomStore.Listing;
import im.godwit.store.StoreException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * One room's place in memory: changes happen one after another, and what is said because of them is said in the same
 * order. The lock of changes is never held while something is sent.
 */
final class Lane {
    private final Jid address;
    private final ReentrantLock changes = new ReentrantLock();
    private final ReentrantLock deliveries = new ReentrantLock();
    private final Queue<Pending> waiting = new ConcurrentLinkedQueue<>();
    private Optional<Room> room = Optional.empty(); // guarded by changes
    private Optional<Pending> newest = Optional.empty(); // guarded by changes
    private Optional<Pending> first = Optional.empty(); // guarded by changes
    private volatile Optional<Listing> listing = Optional.empty();
    private volatile Optional<Channel> channel = Optional.empty();

    /** How many use this lane now; guarded by the table of lanes. */
    private int users;

    Lane(Jid address) {
        this.address = address;
    }

    Jid address() {
        return address;
    }

    Lane enter() {
        users++;
        return this;
    }

    /** Whether nobody needs this lane any more. */
    boolean leave() {
        users--;
        return users == 0 && room.isEmpty();
    }

    /** Runs a change while no other runs in this room. */
    <T> T exclusively(Supplier<T> change) {
        changes.lock();
        try {
            newest = Optional.empty();
            first = Optional.empty();
            return change.get();
        } finally {
            settle();
            changes.unlock();
        }
    }

    /** §7.14: a room that nobody is in is forgotten; the store still knows it if it is persistent. */
    private void settle() {
        room = room.filter(Room::isOccupied);
        listing = room.flatMap(Room::temporaryListing);
        channel = room.flatMap(it -> it.channel(channel));
    }

    /** The room in memory; called within {@link #exclusively}, as all that follows. */
    Optional<Room> room() {
        return room;
    }

    Room wake(Room woken) {
        room = Optional.of(woken);
        return woken;
    }

    void forget() {
        room = Optional.empty();
    }

    /** Queues what is to be said. */
    void say(RoomEvent event, Optional<Keeping> keeping) {
        Pending pending = new Pending(event, keeping);
        newest = Optional.of(pending);
        waiting.add(pending);
    }

    /** Says that all that this change has queued so far is told before it is answered. */
    void answerAfterThis() {
        first = newest;
    }

    /** The last of what is told before the answer. */
    Optional<Pending> lastBeforeAnswer() {
        return first;
    }

    /** How a temporary public room is listed; may be read without the lock. */
    Optional<Listing> listing() {
        return listing;
    }

    /** How searches see the room while it is in memory; may be read without the lock. */
    Optional<Channel> channel() {
        return channel;
    }

    /**
     * Hands out all that waits, or all up to one; returns when what was queued before the call has been handed out.
     * Messages that are kept are stored first, all that wait in one commit. Where handing out causes more to be said,
     * that is handed out after it.
     */
    void deliver(RoomStore store, Consumer<RoomEvent> outlet, Optional<Pending> last) {
        if (deliveries.isHeldByCurrentThread()) {
            return;
        }
        deliveries.lock();
        try {
            for (List<Pending> batch = take(last); !batch.isEmpty(); batch = take(last)) {
                boolean kept = keep(store, batch);
                batch.forEach(pending -> outlet.accept(kept ? pending.event() : pending.ifNotKept()));
                if (last.isPresent() && batch.getLast() == last.get()) {
                    return;
                }
            }
        } finally {
            deliveries.unlock();
        }
    }

    private List<Pending> take(Optional<Pending> last) {
        List<Pending> batch = new ArrayList<>();
        if (last.isPresent() && !waiting.contains(last.get())) {
            return batch; // somebody else was faster
        }
        for (Pending next = waiting.poll(); next != null; next = waiting.poll()) {
            batch.add(next);
            if (last.isPresent() && next == last.get()) {
                break;
            }
        }
        return batch;
    }

    private boolean keep(RoomStore store, List<Pending> batch) {
        List<Keeping> keepings =
                batch.stream().flatMap(pending -> pending.keeping().stream()).toList();
        if (keepings.isEmpty()) {
            return true;
        }
        Keeping latest = keepings.getLast();
        try {
            store.append(
                    latest.key(),
                    keepings.stream()
                            .filter(keeping -> keeping.key() == latest.key())
                            .map(Keeping::entry)
                            .toList(),
                    latest.capacity());
            return true;
        } catch (StoreException notKept) {
            exclusively(() -> {
                keepings.forEach(keeping -> keeping.history().remove(keeping.entry()));
                return keepings;
            });
            return false;
        }
    }

    /**
     * Something to say.
     *
     * @param keeping what must be on disk before
     */
    record Pending(RoomEvent event, Optional<Keeping> keeping) {
        private RoomEvent ifNotKept() {
            return keeping.map(Keeping::otherwise).orElse(event);
        }
    }

    /**
     * A message that must be on disk before anybody gets it.
     *
     * @param key of the room in the store
     * @param capacity how many messages the room keeps
     * @param history to take it out of, should it not be kept
     * @param otherwise what is said then
     */
    record Keeping(long key, HistoryEntry entry, int capacity, History history, RoomEvent otherwise) {}
}
