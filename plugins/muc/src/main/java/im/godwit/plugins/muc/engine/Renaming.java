package im.godwit.plugins.muc.engine;

import im.godwit.plugins.muc.engine.Refusal.Reason;
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

    /** §7.6: all clients of the occupant get the new nickname together. */
    void rename(Room room, Occupant occupant, Entry entry) {
        requireLength(entry.nickname());
        Optional<Occupant> holder = room.named(entry.nickname());
        boolean taken = room.isTaken(entry.nickname(), entry.session())
                || holder.filter(other -> other != occupant).isPresent();
        if (taken) {
            throw Reason.NICKNAME_TAKEN.thrown();
        }
        // the role stays what it is, other than of one who leaves
        Appearance before = occupant.appearance();
        boolean shown = room.configuration().shows(occupant.role);
        Circumstances leaving = Circumstances.of(Status.NEW_NICKNAME).renamedTo(entry.nickname());
        room.say(new RoomEvent.Presented(before, false, leaving, Room.own(occupant)));
        if (shown) {
            room.say(new RoomEvent.Presented(before, false, leaving, room.others(occupant)));
        }
        room.rename(occupant, entry.nickname());
        occupant.heard(entry.session(), entry.presence());
        Circumstances how = Circumstances.NONE.answering(entry.id());
        room.show(occupant, entry.prepared() ? how.withOwn(Status.NICKNAME_ASSIGNED) : how);
    }
}
