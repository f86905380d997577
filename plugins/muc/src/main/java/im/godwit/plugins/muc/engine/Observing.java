package im.godwit.plugins.muc.engine;

import im.godwit.archive.ArchivePage;
import im.godwit.archive.ArchiveQuery;
import im.godwit.archive.Filter;
import im.godwit.jid.Jid;
import im.godwit.paging.PageRequest;
import im.godwit.paging.Position;
import im.godwit.plugins.muc.engine.Refusal.Reason;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.ToIntFunction;

/** Reading rooms that their owners have opened to the world ({@link Settings#WEB_VIEW}), without being in them. */
public final class Observing {
    private final Rooms rooms;

    Observing(Rooms rooms) {
        this.rooms = rooms;
    }

    /** What anybody may know of such a room. */
    public record View(Jid room, String name, String description, Optional<Subject> subject) {}

    private record Kept(Optional<ArchiveKey> key, int most, List<HistoryEntry> inMemory) {}

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
     * The history of a room as those get it who enter, the oldest message first; of a persistent one, as far as it is
     * on disk.
     *
     * @throws RefusedException as {@link #view} says
     */
    public List<HistoryEntry> history(Jid address) {
        return history(address, room -> rooms.policy().history(room.configuration()));
    }

    /**
     * What was said last, for who follows a room and may be a little behind: the history, and of a room that keeps
     * more, as much as any history may have.
     *
     * @throws RefusedException as {@link #view} says
     */
    public List<HistoryEntry> recent(Jid address) {
        return history(address, room -> rooms.policy().limits().history());
    }

    private List<HistoryEntry> history(Jid address, ToIntFunction<Room> most) {
        Kept kept = rooms.open(
                        address, room -> new Kept(room.archive(), most.applyAsInt(required(room)), room.history.all()))
                .told();
        return kept.key().map(key -> rooms.store().history(key, kept.most())).orElse(kept.inMemory());
    }

    /**
     * The latest of a room's archive, or the latest before a message; nothing where the web may not read it.
     *
     * @param before the id of a message
     * @param size the most messages
     * @throws RefusedException as {@link #view} says
     * @throws im.godwit.stanza.StanzaException {@code item-not-found} if the archive has no such message
     */
    public Optional<ArchivePage<Recorded>> archive(Jid address, Optional<String> before, int size) {
        Optional<ArchiveKey> key = rooms.open(address, room -> {
                    Configuration configuration = required(room).configuration();
                    boolean readable = configuration.isArchived() && configuration.get(Settings.WEB_ARCHIVE);
                    return readable ? room.archive() : Optional.<ArchiveKey>empty();
                })
                .told();
        return key.map(archive -> rooms.store().page(archive, query(before), size));
    }

    private static ArchiveQuery query(Optional<String> before) {
        Position position = before.<Position>map(Position.Before::new).orElseGet(Position.Last::new);
        return new ArchiveQuery(
                Optional.empty(),
                Filter.NONE,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                new PageRequest(OptionalInt.empty(), position),
                false);
    }

    private static Room required(Room room) {
        if (!room.configuration().get(Settings.WEB_VIEW)) {
            throw Reason.ROOM_MISSING.thrown();
        }
        return room;
    }
}
