package im.godwit.plugins.muc.engine;

import java.util.List;
import java.util.Optional;

/** Taking an occupant out of a room: first it is told itself, then all others. */
final class Removal {
    private Removal() {}

    /**
     * Takes an occupant out and tells its own clients.
     *
     * @return tells the others; they must not be fewer by then, other than by removals
     */
    static Runnable of(Room room, Occupant occupant, Circumstances how) {
        Appearance last = occupant.appearance().leaving();
        room.say(new RoomEvent.Presented(last, false, how, Room.own(occupant)));
        boolean shown = room.configuration().shows(occupant.role);
        room.remove(occupant);
        return () -> {
            if (shown) {
                room.say(new RoomEvent.Presented(last, false, how, room.others(occupant)));
            }
        };
    }

    /** Takes an occupant out who is of another affiliation now. */
    static Runnable of(Room room, Occupant occupant, Affiliation now, Circumstances how) {
        occupant.affiliation = now;
        return of(room, occupant, how);
    }

    /**
     * §10.9: ends a room; each occupant is told of its own removal only, and all of them before the request is
     * answered.
     */
    static void destroy(Room room, RoomStore store, Destruction end) {
        room.archive().ifPresent(store::delete);
        room.archive(Optional.empty());
        for (Occupant occupant : List.copyOf(room.occupants())) {
            Circumstances how = Circumstances.NONE.destroyedBy(end);
            Appearance last = occupant.appearance().leaving().withAffiliation(Affiliation.NONE);
            room.say(new RoomEvent.Presented(last, false, how, Room.own(occupant)));
            room.remove(occupant);
        }
        room.answerAfterThis();
    }
}
