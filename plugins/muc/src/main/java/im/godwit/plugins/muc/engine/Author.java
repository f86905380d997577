package im.godwit.plugins.muc.engine;

import im.godwit.jid.Jid;

/**
 * Who said something, as they were then.
 *
 * @param nickname empty for the room itself
 * @param occupant the occupant identifier; empty for the room itself
 * @param jid the real full JID, which not everybody may see
 * @param known whether everybody in the room could see it
 */
public record Author(String nickname, String occupant, Jid jid, Affiliation affiliation, Role role, boolean known) {
    static Author of(Room room, Occupant occupant, Jid session) {
        return new Author(
                occupant.nickname.text(),
                occupant.id,
                session,
                occupant.affiliation,
                occupant.role,
                room.configuration().isNonAnonymous());
    }

    /** What the room says itself. */
    static Author of(Room room) {
        return new Author("", "", room.address(), Affiliation.NONE, Role.NONE, true);
    }

    public boolean isTheRoom() {
        return nickname.isEmpty();
    }
}
