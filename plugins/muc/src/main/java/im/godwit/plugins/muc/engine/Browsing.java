package im.godwit.plugins.muc.engine;

import im.godwit.jid.Jid;
import im.godwit.paging.Page;
import im.godwit.paging.Position;
import im.godwit.plugins.muc.engine.RoomStore.Listing;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** What can be known of rooms (XEP-0045 §6). */
public final class Browsing {
    private final Rooms rooms;
    private final PublicRooms publicRooms;

    Browsing(Rooms rooms) {
        this.rooms = rooms;
        this.publicRooms = new PublicRooms(rooms);
    }

    /**
     * What a room tells of itself.
     *
     * @param history how many messages it keeps
     * @param photos the hashes of its avatar
     * @param details what not everybody may know; none for who may not
     */
    public record Description(
            Configuration configuration,
            int history,
            Collection<Hat> hats,
            List<String> photos,
            Optional<Details> details) {}

    /**
     * What not everybody may know of a room (§14.4).
     *
     * @param contacts owners, where JIDs are not hidden
     */
    public record Details(int occupants, Optional<Subject> subject, List<Jid> contacts) {}

    /**
     * A room.
     *
     * @throws RefusedException if there is none
     */
    public Description describe(Jid address, Jid requester) {
        return rooms.open(address, room -> {
                    Configuration configuration = room.configuration();
                    return new Description(
                            configuration,
                            rooms.policy().history(configuration),
                            room.hats().defined().values(),
                            room.photos(),
                            isOpenTo(room, requester) ? Optional.of(details(room)) : Optional.empty());
                })
                .told();
    }

    private static Details details(Room room) {
        List<Jid> contacts = room.configuration().isNonAnonymous() ? room.affiliated(Affiliation.OWNER) : List.of();
        return new Details(room.occupants().size(), room.subject(), contacts);
    }

    /** Whether somebody is in the room, belongs to it, or could just enter it from the list of public rooms. */
    static boolean isOpenTo(Room room, Jid requester) {
        Affiliation affiliation = room.affiliation(requester);
        Configuration configuration = room.configuration();
        boolean closed = configuration.get(Settings.MEMBERS_ONLY)
                || configuration.get(Settings.PASSWORD_PROTECTED)
                || !configuration.get(Settings.PUBLIC);
        return affiliation.atLeast(Affiliation.MEMBER)
                || room.of(requester).isPresent()
                || affiliation != Affiliation.OUTCAST && !closed;
    }

    /**
     * The nicknames of those whom an occupant sees (§6.5); nobody else gets to know them.
     *
     * @throws RefusedException if there is no such room
     */
    public List<Nickname> occupants(Jid address, Jid requester) {
        return rooms.open(
                        address,
                        room -> room.of(requester).isEmpty()
                                ? List.<Nickname>of()
                                : room.occupants().stream()
                                        .filter(o -> room.configuration().shows(o.role))
                                        .map(o -> o.nickname)
                                        .toList())
                .told();
    }

    /**
     * A page of the public rooms of a service, by address (§6.3).
     *
     * @throws im.godwit.stanza.StanzaException {@code feature-not-implemented} for a place by its number (XEP-0059
     *     §2.6)
     */
    public Page<Listing> publicRooms(Jid service, Position position, int size) {
        return publicRooms.page(service, position, size);
    }
}
