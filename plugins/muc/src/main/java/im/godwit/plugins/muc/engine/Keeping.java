package im.godwit.plugins.muc.engine;

import im.godwit.archive.ArchiveLimits;
import java.util.Optional;

/**
 * What must be on disk before anybody hears of it.
 *
 * @param room in whose archive it is to be when it is written
 * @param limits how much the room keeps
 * @param otherwise what is said should it not be kept; nothing where who asked gets an error for an answer
 */
record Keeping(Room room, Kept what, ArchiveLimits limits, Optional<RoomEvent> otherwise) {
    /** It could not be written. */
    void takeBack() {
        if (what instanceof Recording recording) {
            room.history.remove(recording.entry());
        }
    }

    /** Whether {@link #settle} has something to do. */
    boolean withdraws() {
        return what instanceof Recording recording && recording.withdrawal().isPresent();
    }

    /** It was written. */
    void settle() {
        if (what instanceof Recording recording) {
            recording.withdrawal().ifPresent(withdrawal -> room.history.withdraw(withdrawal.target()));
        }
    }
}
