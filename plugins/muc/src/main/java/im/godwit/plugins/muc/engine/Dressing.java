package im.godwit.plugins.muc.engine;

import im.godwit.jid.Jid;
import im.godwit.plugins.muc.engine.Refusal.Reason;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.function.UnaryOperator;

/** Hats, and who wears them (XEP-0317 §4). Of a persistent room, a change is on disk when it returns. */
public final class Dressing {
    private final Rooms rooms;

    Dressing(Rooms rooms) {
        this.rooms = rooms;
    }

    /** Whether somebody is an owner of a room, who defines its hats. */
    public boolean mayDefine(Jid address, Jid requester) {
        return isAtLeast(address, requester, Affiliation.OWNER);
    }

    /** Whether somebody is an admin or owner of a room, who gives its hats to people. */
    public boolean mayAssign(Jid address, Jid requester) {
        return isAtLeast(address, requester, Affiliation.ADMIN);
    }

    /** Whether somebody may know which hats a room has. */
    public boolean maySee(Jid address, Jid requester) {
        return rooms.open(address, room -> Browsing.isOpenTo(room, requester)).told();
    }

    private boolean isAtLeast(Jid address, Jid requester, Affiliation least) {
        return rooms.open(address, room -> room.affiliation(requester).atLeast(least))
                .told();
    }

    /**
     * The hats of a room.
     *
     * @throws RefusedException if there is no such room
     */
    public Hats hats(Jid address) {
        return rooms.open(address, Room::hats).told();
    }

    /** Makes a hat, or changes the one of the same URI (§4.2). */
    public Outcome<Boolean> define(Jid address, Jid session, Hat hat) {
        return change(
                address,
                session,
                Affiliation.OWNER,
                hats -> hats.with(hat),
                key -> rooms.store().hat(key, hat),
                Dressing::tellOfTheList);
    }

    /** Does away with a hat (§4.3). */
    public Outcome<Boolean> destroy(Jid address, Jid session, String uri) {
        return change(
                address,
                session,
                Affiliation.OWNER,
                hats -> hats.without(uri),
                key -> rooms.store().removeHat(key, uri),
                Dressing::tellOfTheList);
    }

    /** Gives somebody a hat, be they in the room or not (§4.5). */
    public Outcome<Boolean> assign(Jid address, Jid session, Jid account, String uri) {
        int most = rooms.policy().limits().affiliations();
        return change(
                address,
                session,
                Affiliation.ADMIN,
                hats -> hats.putOn(account, uri, most),
                key -> rooms.store().putOn(key, account, uri),
                room -> {});
    }

    /** Takes a hat from somebody (§4.6). */
    public Outcome<Boolean> unassign(Jid address, Jid session, Jid account, String uri) {
        return change(
                address,
                session,
                Affiliation.ADMIN,
                hats -> hats.takenOff(account, uri),
                key -> rooms.store().takeOff(key, account, uri),
                room -> {});
    }

    private Outcome<Boolean> change(
            Jid address,
            Jid session,
            Affiliation least,
            UnaryOperator<Hats> edit,
            LongConsumer keep,
            Consumer<Room> notice) {
        return rooms.open(address, room -> {
            if (!room.affiliation(session).atLeast(least)) {
                throw Reason.FORBIDDEN.thrown();
            }
            Hats after = edit.apply(room.hats());
            if (after.equals(room.hats())) {
                return false;
            }
            room.key().ifPresent(keep);
            room.hats(after);
            notice.accept(room);
            showChanged(room);
            return true;
        });
    }

    /** §4.2. */
    private static void tellOfTheList(Room room) {
        room.say(new RoomEvent.Configured(Status.CONFIGURATION_CHANGED, room.everybody()));
    }

    /** §4.2, §4.3, §4.6: who looks different now is shown to all. */
    private static void showChanged(Room room) {
        for (Occupant occupant : List.copyOf(room.occupants())) {
            List<Hat> now = room.hats().of(occupant.user);
            if (!now.equals(occupant.hats)) {
                occupant.hats = now;
                room.show(occupant, Circumstances.NONE);
            }
        }
    }

    /** Takes all hats from an account that is gone. */
    static void undress(Room room, RoomStore store, Jid account) {
        for (Hat hat : room.hats().of(account)) {
            room.key().ifPresent(key -> store.takeOff(key, account, hat.uri()));
            room.hats(room.hats().takenOff(account, hat.uri()));
        }
        showChanged(room);
    }
}
