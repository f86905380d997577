package im.godwit.plugins.muc.engine;

import im.godwit.plugins.muc.engine.Refusal.Reason;
import java.util.List;
import java.util.Optional;

/** Messages that are taken back by their authors (XEP-0424) and by moderators (XEP-0425). */
final class Withdrawing {
    private final Rooms rooms;

    Withdrawing(Rooms rooms) {
        this.rooms = rooms;
    }

    /**
     * Requires that a message that an occupant takes back is its own. Of a message that is not known any more everybody
     * decides for themselves whose it was (XEP-0424 §5).
     *
     * @throws RefusedException if it is somebody else's
     */
    void requireOwn(Room room, Occupant author, Withdrawal withdrawal) {
        author(room, withdrawal.target()).filter(id -> !id.equals(author.id)).ifPresent(other -> {
            throw Reason.FORBIDDEN.thrown();
        });
    }

    /** Takes a message back, as far as those are concerned who enter later; what is kept, once that is on disk. */
    static void forget(Room room, Withdrawal withdrawal) {
        if (room.archive().isEmpty()) {
            room.history.withdraw(withdrawal.target());
        }
    }

    /**
     * Takes back anybody's message.
     *
     * @throws RefusedException if the room keeps all messages, and this one is not there
     */
    void byModerator(Room room, HistoryEntry notice, Withdrawal withdrawal) {
        if (room.configuration().isArchived()
                && author(room, withdrawal.target()).isEmpty()) {
            throw Reason.MESSAGE_MISSING.thrown();
        }
        Recording recording = new Recording(notice, true, Optional.of(withdrawal));
        forget(room, withdrawal);
        room.history.add(notice, rooms.policy().history(room.configuration()));
        room.say(new RoomEvent.Said(notice, room.everybody(), List.of(), true), recording, Optional.empty());
        room.answerAfterThis(); // where it cannot be kept, an error is the answer
    }

    private Optional<String> author(Room room, String target) {
        return room.history
                .author(target)
                .or(() -> room.archive().flatMap(key -> rooms.store().author(key, target)));
    }
}
