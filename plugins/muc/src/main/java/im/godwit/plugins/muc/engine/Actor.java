package im.godwit.plugins.muc.engine;

import im.godwit.jid.Jid;
import java.util.Optional;

/**
 * Who asks for a change: an occupant or not.
 *
 * @param isModerator whether an occupant of this user is a moderator (XEP-0045 §8)
 * @param nickname by which the occupants know the user
 */
record Actor(Jid user, Affiliation affiliation, boolean isModerator, Optional<Nickname> nickname) {
    static Actor of(Room room, Jid session) {
        Jid user = session.bare();
        Optional<Occupant> occupant =
                room.of(session).or(() -> room.ofUser(user).stream().findFirst());
        boolean moderates = room.ofUser(user).stream().anyMatch(Occupant::isModerator);
        return new Actor(user, room.affiliation(user), moderates, occupant.map(o -> o.nickname));
    }

    boolean isAdmin() {
        return affiliation.may(Privilege.ASSIGN_MODERATORS);
    }
}
