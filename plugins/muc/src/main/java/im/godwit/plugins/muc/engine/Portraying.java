package im.godwit.plugins.muc.engine;

import im.godwit.jid.Jid;
import im.godwit.plugins.muc.engine.Refusal.Reason;
import java.util.List;
import java.util.Optional;

/** The vCards of rooms, with their avatars (XEP-0486). */
public final class Portraying {
    private final Rooms rooms;

    Portraying(Rooms rooms) {
        this.rooms = rooms;
    }

    /**
     * The card of a room, for whoever knows its name (§3.4).
     *
     * @throws RefusedException if there is no such room
     */
    public Optional<Card> card(Jid address) {
        return rooms.open(address, Room::card).told();
    }

    /**
     * Another card, or none (§3.2). Of a persistent room, it is on disk when this returns.
     *
     * @throws RefusedException if the requester is no owner
     */
    public Outcome<Boolean> change(Jid address, Jid session, Optional<Card> card) {
        return rooms.open(address, room -> {
            if (!room.affiliation(session).may(Privilege.CONFIGURE)) {
                throw Reason.FORBIDDEN.thrown();
            }
            if (card.equals(room.card())) {
                return false;
            }
            room.key().ifPresent(key -> rooms.store().card(key, card));
            List<String> before = room.photos();
            room.card(card);
            room.say(new RoomEvent.Configured(Status.CONFIGURATION_CHANGED, room.everybody()));
            if (!room.photos().equals(before)) {
                room.say(new RoomEvent.Portrayed(room.photos(), room.everybody()));
            }
            return true;
        });
    }
}
