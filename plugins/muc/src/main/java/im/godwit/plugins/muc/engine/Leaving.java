package im.godwit.plugins.muc.engine;

import im.godwit.jid.Jid;
import im.godwit.xml.Element;
import java.util.List;
import java.util.Optional;

/** Going, with a word or without (XEP-0045 §7.14, §11). */
public final class Leaving {
    private final Rooms rooms;

    Leaving(Rooms rooms) {
        this.rooms = rooms;
    }

    /**
     * §7.14: a client leaves; nothing happens if it is not in the room (§17.3).
     *
     * @param farewell what it shows last
     * @param id of its stanza
     */
    public Outcome<Boolean> leave(Jid address, Jid session, Element farewell, Optional<String> id) {
        return rooms.at(address, lane -> leave(lane, session, Optional.of(farewell), Circumstances.NONE.answering(id)));
    }

    /** §11.1, §18.1.2: a client that cannot be reached is taken for one that left. */
    public Outcome<Boolean> lose(Jid address, Jid session) {
        return rooms.at(
                address, lane -> leave(lane, session, Optional.empty(), Circumstances.of(Status.TECHNICAL_PROBLEM)));
    }

    private static boolean leave(Lane lane, Jid session, Optional<Element> farewell, Circumstances how) {
        Optional<Room> awake = lane.room();
        Optional<Occupant> found = awake.flatMap(room -> room.of(session));
        found.ifPresent(occupant -> leave(awake.get(), occupant, session, farewell, how));
        return found.isPresent();
    }

    private static void leave(
            Room room, Occupant occupant, Jid session, Optional<Element> farewell, Circumstances how) {
        boolean lastClient = occupant.sessions().size() == 1;
        Appearance last = occupant.appearance().withJid(session).leaving();
        Appearance shown = farewell.map(last::withPresence).orElse(last);
        room.say(new RoomEvent.Presented(shown, false, how, List.of(new Viewer(session, true, true))));
        if (!lastClient) {
            room.part(occupant, session);
            room.introduce(occupant, Room.own(occupant));
            return;
        }
        room.remove(occupant);
        if (room.configuration().shows(occupant.role)) {
            room.say(new RoomEvent.Presented(shown, false, how, room.others(occupant)));
        }
        if (room.isLocked() && !room.isOccupied()) {
            room.say(new RoomEvent.Abandoned(session));
        }
    }

    /** §11.2: everybody has to leave because the service stops. */
    public void shutDown() {
        for (Jid address : rooms.awake()) {
            rooms.at(address, lane -> lane.room().map(Leaving::empty).orElse(0)).told();
        }
    }

    private static int empty(Room room) {
        List<Occupant> all = List.copyOf(room.occupants());
        for (Occupant occupant : all) {
            room.say(new RoomEvent.Presented(
                    occupant.appearance().leaving(), false, Circumstances.of(Status.SHUTDOWN), Room.own(occupant)));
            room.remove(occupant);
        }
        return all.size();
    }
}
