package im.godwit.plugins.muc.engine;

import im.godwit.jid.Jid;
import im.godwit.plugins.muc.engine.Refusal.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Users who become members by themselves, with a nickname of their own (XEP-0045 §7.10). In a room that is open and
 * unmoderated they do so at once; where membership opens doors, an admin approves (§9.9).
 */
public final class Registering {
    private final Rooms rooms;

    Registering(Rooms rooms) {
        this.rooms = rooms;
    }

    /**
     * What a user is registered with.
     *
     * @param registered whether the user is affiliated already
     */
    public record Registration(boolean registered, Optional<Nickname> nickname) {}

    /**
     * What a user is registered with now.
     *
     * @throws RefusedException if they may not register
     */
    public Registration registration(Jid address, Jid user) {
        return rooms.open(address, room -> {
                    Affiliation affiliation = room.listed(user);
                    if (affiliation == Affiliation.OUTCAST) {
                        throw Reason.REGISTRATION_CLOSED.thrown();
                    }
                    return new Registration(affiliation != Affiliation.NONE, registered(room, user));
                })
                .told();
    }

    private static Optional<Nickname> registered(Room room, Jid user) {
        return room.affiliations().getOrDefault(user.bare(), Affiliated.NONE).nickname();
    }

    /** The nickname that is reserved for a user, if any (§7.12). */
    public Optional<Nickname> nickname(Jid address, Jid user) {
        return rooms.open(address, room -> Nicknames.reserved(room, user)).told();
    }

    /**
     * Reserves a nickname, and makes a member of who is none yet.
     *
     * @throws RefusedException if that is not open to the user, or the nickname is somebody else's
     */
    public Outcome<Boolean> register(Jid address, Jid session, Nickname nickname) {
        return rooms.open(address, room -> {
            Jid user = session.bare();
            room.messages.count(session);
            Affiliation affiliation = room.listed(user);
            if (affiliation == Affiliation.OUTCAST) {
                throw Reason.REGISTRATION_CLOSED.thrown();
            }
            if (nickname.text().length() > rooms.policy().limits().nicknameLength()) {
                throw new Refusal.Unacceptable("this nickname is too long").thrown();
            }
            Nicknames.requireReservable(room, nickname, user);
            boolean needsApproval = !affiliation.atLeast(Affiliation.MEMBER)
                    && (room.configuration().get(Settings.MEMBERS_ONLY)
                            || room.configuration().get(Settings.MODERATED));
            if (needsApproval) {
                room.say(new RoomEvent.RegistrationRequested(user, nickname, approvers(room)));
                return false;
            }
            Affiliation after = affiliation.may(Privilege.REGISTER) ? Affiliation.MEMBER : affiliation;
            set(room, session, new Affiliated(after, Optional.of(nickname), Optional.empty()));
            return true;
        });
    }

    private static List<Jid> approvers(Room room) {
        List<Jid> approvers = new ArrayList<>(room.affiliated(Affiliation.OWNER));
        approvers.addAll(room.affiliated(Affiliation.ADMIN));
        return approvers;
    }

    /**
     * Gives the nickname back; a member is none any more.
     *
     * @throws RefusedException if the user was not registered
     */
    public Outcome<Boolean> unregister(Jid address, Jid session) {
        return rooms.open(address, room -> {
            Affiliation affiliation = room.listed(session);
            if (!affiliation.atLeast(Affiliation.MEMBER)) {
                throw Reason.REGISTRATION_CLOSED.thrown();
            }
            Affiliation after = affiliation == Affiliation.MEMBER ? Affiliation.NONE : affiliation;
            set(room, session, Affiliated.of(after));
            return true;
        });
    }

    private void set(Room room, Jid session, Affiliated affiliated) {
        Map<Jid, Affiliated> wanted = Map.of(session.bare(), affiliated);
        AffiliationChanges changes = new AffiliationChanges(room, Actor.of(room, session), wanted);
        changes.require(rooms.policy().limits().affiliations());
        room.key().ifPresent(key -> rooms.store().change(key, room.configuration(), wanted));
        changes.apply();
    }
}
