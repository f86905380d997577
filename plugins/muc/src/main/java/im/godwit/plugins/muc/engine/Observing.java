package im.godwit.plugins.muc.engine;

import im.godwit.jid.Jid;
import im.godwit.plugins.muc.engine.Refusal.Reason;
import java.util.List;
import java.util.Optional;

/** Reading rooms that their owners have opened to the world ({@link Settings#WEB_VIEW}), without being in them. */
public final class Observing {
    private final Rooms rooms;

    Observing(Rooms rooms) {
        this.rooms = rooms;
    }

    /** What anybody may know of such a room. */
    public record View(Jid room, String name, String description, Optional<Subject> subject) {}

    private record Kept(Optional<ArchiveKey> key, List<HistoryEntry> inMemory) {}

    /**
     * A room.
     *
     * @throws RefusedException {@link Reason#ROOM_MISSING} where there is none that is open to the world
     */
    public View view(Jid address) {
        return rooms.open(address, room -> {
                    Configuration configuration = required(room).configuration();
                    return new View(
                            address,
                            configuration.get(Settings.NAME),
                            configuration.get(Settings.DESCRIPTION),
                            room.subject());
                })
                .told();
    }

    /**
     * The history of a room, the oldest message first; of a persistent one, as far as it is on disk.
     *
     * @throws RefusedException as {@link #view} says
     */
    public List<HistoryEntry> history(Jid address) {
        Kept kept = rooms.open(address, room -> new Kept(required(room).archive(), room.history.all()))
                .told();
        return kept.key()
                .map(key -> rooms.store().history(key, rooms.policy().limits().history()))
                .orElse(kept.inMemory());
    }

    private static Room required(Room room) {
        if (!room.configuration().get(Settings.WEB_VIEW)) {
            throw Reason.ROOM_MISSING.thrown();
        }
        return room;
    }
}
