package im.godwit.plugins.muc.engine;

import im.godwit.jid.Jid;
import im.godwit.plugins.muc.engine.RoomStore.Listing;
import im.godwit.store.StoreException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
    /** How many events are handed out at once: enough to make few writes, few enough for the memory that they take. */
    private static final int TOGETHER = 32;

    private final Jid address;
    private final ReentrantLock changes = new ReentrantLock();

    /** Fair: who delivers lets others run, and would otherwise have the lock again before any of them gets it. */
    private final ReentrantLock deliveries = new ReentrantLock(true);

    private final Queue<Pending> waiting = new ConcurrentLinkedQueue<>();
    private Optional<Room> room = Optional.empty(); // guarded by changes
    private long said; // guarded by changes
    private volatile long handedOut; // the number of the last event that was
    private volatile long promised; // the number of the last event that must be, though nobody else waits for it
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
        Pending pending = new Pending(++said, event, keeping);
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

    /** The number of the last that this change has said; 0 if it said nothing. */
    long lastSaid() {
        return newest.map(Pending::number).orElse(0L);
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
     * Hands out all that waits, or all up to one, unless somebody else was faster; returns when that was done. Who has
     * nothing to hand out any more leaves the rest to those who wait for it, so that it becomes one batch.
     *
     * <p>Messages that are kept are stored first, all that wait in one commit. What waits is handed out together. Where
     * handing out causes more to be said, that is handed out after it.
     */
    void deliver(RoomStore store, Consumer<List<RoomEvent>> outlet, long number, Optional<Pending> last) {
        if (deliveries.isHeldByCurrentThread()) {
            promised = Math.max(promised, number); // by what it is called from
            return;
        }
        if (isHandedOut(number)) {
            return;
        }
        deliveries.lock();
        try {
            if (isHandedOut(number)) {
                return;
            }
            for (List<Pending> batch = take(last); !batch.isEmpty(); batch = take(last)) {
                keep(store, batch);
                hand(batch.stream().flatMap(pending -> pending.told().stream()).toList(), outlet);
                handedOut = batch.getLast().number();
                if (last.isPresent() && batch.getLast() == last.get()) {
                    return;
                }
            }
        } finally {
            deliveries.unlock();
        }
    }

    private boolean isHandedOut(long number) {
        return handedOut >= Math.max(number, promised);
    }

    private static void hand(List<RoomEvent> events, Consumer<List<RoomEvent>> outlet) {
        for (int from = 0; from < events.size(); from += TOGETHER) {
            outlet.accept(events.subList(from, Math.min(from + TOGETHER, events.size())));
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

    /** Rooms of one name may follow each other so fast that a batch is of two. */
    private void keep(RoomStore store, List<Pending> batch) {
        Map<Room, List<Pending>> rooms = new LinkedHashMap<>();
        batch.forEach(pending -> pending.keeping()
                .ifPresent(keeping -> rooms.computeIfAbsent(keeping.room(), room -> new ArrayList<>())
                        .add(pending)));
        rooms.forEach((room, pendings) -> keep(store, room, pendings));
    }

    private void keep(RoomStore store, Room room, List<Pending> pendings) {
        List<Keeping> keepings =
                pendings.stream().flatMap(pending -> pending.keeping().stream()).toList();
        try {
            append(store, room, keepings);
        } catch (StoreException notKept) {
            pendings.forEach(pending -> pending.fail(notKept));
            afterwards(keepings, Keeping::takeBack);
            return;
        }
        afterwards(keepings.stream().filter(Keeping::withdraws).toList(), Keeping::settle);
    }

    /**
     * What waited while the room became persistent or temporary goes to its new place; of one that is gone, nowhere.
     */
    private void append(RoomStore store, Room room, List<Keeping> keepings) {
        List<Kept> events = keepings.stream().map(Keeping::what).toList();
        Optional<ArchiveKey> key = room.archive();
        while (key.isPresent()
                && !store.append(key.get(), events, keepings.getLast().limits())) {
            Optional<ArchiveKey> tried = key;
            key = exclusively(room::archive).filter(other -> !tried.get().equals(other));
        }
    }

    /** What the outcome of storing changes in the room. */
    private void afterwards(List<Keeping> keepings, Consumer<Keeping> change) {
        if (!keepings.isEmpty()) {
            exclusively(() -> {
                keepings.forEach(change);
                return keepings;
            });
        }
    }

    /** Something to say. */
    static final class Pending {
        private final long number;
        private final RoomEvent event;
        private final Optional<Keeping> keeping;
        private volatile Optional<StoreException> failure = Optional.empty();

        private Pending(long number, RoomEvent event, Optional<Keeping> keeping) {
            this.number = number;
            this.event = event;
            this.keeping = keeping;
        }

        /** Its place in the order in which all is said. */
        long number() {
            return number;
        }

        /** What must be on disk before. */
        private Optional<Keeping> keeping() {
            return keeping;
        }

        private void fail(StoreException why) {
            failure = keeping.map(kept -> why);
        }

        private Optional<RoomEvent> told() {
            return failure.isEmpty() ? Optional.of(event) : keeping.flatMap(Keeping::otherwise);
        }

        /** Why it was not said. */
        Optional<StoreException> failure() {
            return failure;
        }
    }
}
