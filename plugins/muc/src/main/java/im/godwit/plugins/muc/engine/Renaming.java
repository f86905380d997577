package im.godwit.plugins.muc.engine;

import im.godwit.plugins.muc.engine.Refusal.Reason;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Other nicknames for those who are in a room (XEP-0045 §7.6). */
final class Renaming {
    private final Policy policy;

    Renaming(Policy policy) {
        this.policy = policy;
    }

    /**
     * Requires a nickname that is not too long.
     *
     * @throws RefusedException if it is
     */
    void requireLength(Nickname nickname) {
        if (nickname.text().length() > policy.limits().nicknameLength()) {
            throw new Refusal.Unacceptable(
                            "a nickname has at most " + policy.limits().nicknameLength() + " characters")
                    .thrown();
        }
    }

    /**
     * §7.6: requires that an occupant may choose a nickname.
     *
     * @throws RefusedException if it is locked down to another
     */
    static void requireAllowed(Room room, Entry entry) {
        boolean other = Nicknames.locked(room, entry.session())
                .filter(locked -> !locked.text().equals(entry.nickname().text()))
                .isPresent();
        if (other) {
            throw Reason.NICKNAME_LOCKED.thrown();
        }
    }

    /** §7.6: all clients of the occupant get the new nickname together. */
    void rename(Room room, Occupant occupant, Entry entry) {
        requireLength(entry.nickname());
        Optional<Occupant> holder = room.named(entry.nickname());
        boolean taken = Nicknames.isTaken(room, entry.nickname(), entry.session())
                || holder.filter(other -> other != occupant).isPresent();
        if (taken) {
            throw Reason.NICKNAME_TAKEN.thrown();
        }
        depart(room, occupant, entry.nickname());
        room.rename(Map.of(occupant, entry.nickname()));
        occupant.heard(entry.session(), entry.presence());
        Circumstances how = Circumstances.NONE.answering(entry.id());
        room.show(occupant, entry.prepared() ? how.withOwn(Status.NICKNAME_ASSIGNED) : how);
    }

    /** The old nickname goes, for all who see the occupant; the role stays what it is, other than of one who leaves. */
    private static void depart(Room room, Occupant occupant, Nickname nickname) {
        Appearance before = occupant.appearance();
        Circumstances leaving = Circumstances.of(Status.NEW_NICKNAME).renamedTo(nickname);
        room.say(new RoomEvent.Presented(before, false, leaving, Room.own(occupant)));
        if (room.configuration().shows(occupant.role)) {
            room.say(new RoomEvent.Presented(before, false, leaving, room.others(occupant)));
        }
    }

    /**
     * §7.10: gives occupants the nicknames that are locked down for them now, all at once, since one may hold what is
     * another's. Those of one user become one occupant by that.
     */
    static void lock(Room room, Collection<Occupant> occupants) {
        Map<Occupant, Nickname> moving = new LinkedHashMap<>();
        occupants.forEach(occupant -> Nicknames.locked(room, occupant.user)
                .filter(locked -> !locked.text().equals(occupant.nickname.text()))
                .ifPresent(locked -> moving.put(occupant, locked)));
        boolean fewer = true;
        while (fewer) { // whoever stays keeps another from moving, who keeps the next
            fewer = moving.entrySet()
                    .removeIf(move -> room.named(move.getValue())
                            .filter(holder -> !holder.user.equals(move.getKey().user) && !moving.containsKey(holder))
                            .isPresent());
        }
        moving.forEach((occupant, nickname) -> depart(room, occupant, nickname));
        room.rename(moving);
        moving.values().stream()
                .flatMap(nickname -> room.named(nickname).stream())
                .distinct()
                .forEach(occupant -> room.show(occupant, Circumstances.of(Status.NICKNAME_ASSIGNED)));
    }
}
