package im.godwit.plugins.muc.engine;

import im.godwit.archive.ArchivePage;
import im.godwit.archive.ArchiveQuery;
import im.godwit.jid.Jid;
import im.godwit.plugins.muc.engine.Refusal.Reason;
import java.util.Optional;

/** The archives of rooms, and who may read what of them (XEP-0313 §5.1.2). */
public final class Archives {
    private final Rooms rooms;

    Archives(Rooms rooms) {
        this.rooms = rooms;
    }

    /**
     * What somebody may see of a room's archive at the moment.
     *
     * @param key of the room's archive
     * @param nonAnonymous whether everybody in the room may see real JIDs now
     * @param trusted whether the reader may see them in any room
     */
    public record Access(ArchiveKey key, boolean nonAnonymous, boolean trusted) {
        /**
         * Whether an author's real JID may be told. What was said while only moderators could see it stays theirs, also
         * where everybody can see real JIDs now.
         */
        public boolean reveals(Author author) {
            return !author.isTheRoom() && (trusted || nonAnonymous && author.known());
        }

        /** Whether messages may be looked for by real JIDs: of all authors, or of those that are known. */
        public boolean mayAskForJids() {
            return trusted || nonAnonymous;
        }
    }

    /**
     * Lets somebody read.
     *
     * @throws RefusedException {@link Reason#FORBIDDEN} if they may not enter the room now, {@link Reason#NOT_ARCHIVED}
     *     if there is nothing to read
     */
    public Access access(Jid address, Jid requester) {
        return rooms.open(address, room -> {
                    if (!mayRead(room, requester)) {
                        throw Reason.FORBIDDEN.thrown();
                    }
                    if (!room.configuration().isArchived()) {
                        throw Reason.NOT_ARCHIVED.thrown();
                    }
                    return new Access(
                            room.archive().orElseThrow(),
                            room.configuration().isNonAnonymous(),
                            isTrusted(room, requester));
                })
                .told();
    }

    private static boolean mayRead(Room room, Jid requester) {
        Affiliation affiliation = room.affiliation(requester);
        Configuration configuration = room.configuration();
        if (configuration.get(Settings.MEMBERS_ONLY)) {
            return affiliation.may(Privilege.ENTER_MEMBERS_ONLY_ROOM);
        }
        // nobody tells a password to an archive: those may read who told it to the room, and whom the room knows
        boolean open = !configuration.get(Settings.PASSWORD_PROTECTED)
                || affiliation.atLeast(Affiliation.MEMBER)
                || room.of(requester).isPresent();
        return open && affiliation.may(Privilege.ENTER_OPEN_ROOM);
    }

    /** §5.1.2: who has the right to see real JIDs at the time of the query, also while away. */
    private static boolean isTrusted(Room room, Jid requester) {
        return room.affiliation(requester).atLeast(Affiliation.ADMIN)
                || room.of(requester).filter(Occupant::isModerator).isPresent();
    }

    /**
     * The page that is asked for, of at most so many messages.
     *
     * @throws im.godwit.stanza.StanzaException as {@link im.godwit.archive.ArchiveReader#page} does
     */
    public ArchivePage<Recorded> page(Access access, ArchiveQuery query, int size) {
        return rooms.store().page(access.key(), query, size);
    }

    /** The ends of an archive (§5). */
    public Optional<ArchivePage.Ends<Recorded>> ends(Access access) {
        return rooms.store().ends(access.key());
    }
}
