package im.godwit.plugins.muc.engine;

import im.godwit.jid.Jid;
import im.godwit.plugins.muc.engine.Refusal.Reason;
import im.godwit.plugins.muc.engine.RoomStore.Listing;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The rooms in memory, which are those with occupants; others wake on demand and are forgotten again. */
final class Rooms {
    private static final Logger log = LoggerFactory.getLogger(Rooms.class);

    private final RoomStore store;
    private final Policy policy;
    private final Clock clock;
    private final BiConsumer<Jid, List<RoomEvent>> outlet;
    private final Indicating indicating;
    private final ConcurrentHashMap<Jid, Lane> lanes = new ConcurrentHashMap<>();

    Rooms(RoomStore store, Policy policy, Clock clock, BiConsumer<Jid, List<RoomEvent>> outlet) {
        this.store = store;
        this.policy = policy;
        this.clock = clock;
        this.outlet = outlet;
        this.indicating = new Indicating(this, policy.limits().subscribers());
    }

    Indicating indicating() {
        return indicating;
    }

    RoomStore store() {
        return store;
    }

    Policy policy() {
        return policy;
    }

    Clock clock() {
        return clock;
    }

    /**
     * Works on a room that is there and not locked.
     *
     * @param work may refuse by throwing, before it changed anything
     * @throws RefusedException if there is no such room
     */
    <T> Outcome<T> open(Jid address, Function<Room, T> work) {
        return existing(address, room -> {
            if (room.isLocked()) {
                throw Reason.ROOM_MISSING.thrown(); // §17.2: not before it is unlocked
            }
            return work.apply(room);
        });
    }

    /** Works on a room that is there, locked or not. */
    <T> Outcome<T> existing(Jid address, Function<Room, T> work) {
        return at(address, lane -> work.apply(find(lane).orElseThrow(Reason.ROOM_MISSING::thrown)));
    }

    /** The room of a lane; woken if it is only in the store. Called within {@link #at}. */
    Optional<Room> find(Lane lane) {
        return lane.room()
                .or(() -> store.load(lane.address()).map(stored -> lane.wake(Room.woken(lane, stored, policy, clock))));
    }

    /** Works on what is at an address, be it a room or nothing yet. */
    <T> Outcome<T> at(Jid address, Function<Lane, T> work) {
        Lane lane = lanes.compute(address, (a, known) -> (known == null ? new Lane(a) : known).enter());
        boolean toTell = false;
        try {
            Outcome<T> outcome = lane.exclusively(() -> {
                T value = work.apply(lane);
                Optional<Lane.Pending> first = lane.lastBeforeAnswer();
                long lastSaid = lane.lastSaid();
                return new Outcome<>(
                        value,
                        () -> first.ifPresent(last -> tellBefore(lane, last, lastSaid)),
                        () -> tell(lane, lastSaid));
            });
            toTell = true;
            return outcome;
        } finally {
            if (!toTell) {
                leave(lane);
            }
        }
    }

    private void tellBefore(Lane lane, Lane.Pending last, long lastSaid) {
        deliver(lane, last.number(), Optional.of(last));
        last.failure().ifPresent(failure -> {
            tell(lane, lastSaid); // the answer is an error, behind which nothing is told
            throw failure;
        });
    }

    private void tell(Lane lane, long lastSaid) {
        try {
            deliver(lane, lastSaid, Optional.empty());
        } finally {
            leave(lane);
        }
    }

    private void deliver(Lane lane, long number, Optional<Lane.Pending> last) {
        lane.deliver(store, events -> hand(lane.address(), events), number, last);
    }

    /** What cannot be said by mistake must not keep the room from saying the rest. */
    private void hand(Jid room, List<RoomEvent> events) {
        try {
            outlet.accept(room, events);
            indicating.heard(room, events);
        } catch (RuntimeException bug) {
            log.atError().addKeyValue("jid", room).setCause(bug).log("A room could not say something");
        }
    }

    private void leave(Lane lane) {
        lanes.computeIfPresent(lane.address(), (a, known) -> known == lane && known.leave() ? null : known);
    }

    /** The temporary public rooms. */
    List<Listing> temporary() {
        return lanes.values().stream().flatMap(lane -> lane.listing().stream()).toList();
    }

    /** The public rooms in memory. */
    List<Channel> channels() {
        return lanes.values().stream().flatMap(lane -> lane.channel().stream()).toList();
    }

    /** The addresses of all rooms in memory. */
    List<Jid> awake() {
        return List.copyOf(lanes.keySet());
    }
}
