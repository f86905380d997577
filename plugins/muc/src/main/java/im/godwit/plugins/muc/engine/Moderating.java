package im.godwit.plugins.muc.engine;

import im.godwit.jid.Jid;
import im.godwit.plugins.muc.engine.Refusal.Reason;
import im.godwit.xml.Element;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;

/** Changes of roles by moderators and admins, and their lists (XEP-0045 §8.2 to §8.6, §9.6 to §9.8). */
public final class Moderating {
    private final Rooms rooms;
    private final Withdrawing withdrawing;

    Moderating(Rooms rooms) {
        this.rooms = rooms;
        this.withdrawing = new Withdrawing(rooms);
    }

    /**
     * A role that an occupant is to have.
     *
     * @param role none to kick
     */
    public record RoleChange(Nickname nickname, Role role, Optional<String> reason) {}

    /** An occupant in a list. */
    public record Listed(Nickname nickname, Jid jid, Affiliation affiliation, Role role) {}

    /**
     * Changes roles, all or none.
     *
     * @throws RefusedException if one of them is not permitted
     */
    public Outcome<Integer> change(Jid address, Jid session, List<RoleChange> changes) {
        return rooms.open(address, room -> {
            Actor actor = Actor.of(room, session);
            List<Occupant> targets = new ArrayList<>();
            Set<Occupant> seen = new HashSet<>();
            for (RoleChange change : changes) {
                requireSomeRight(actor);
                Occupant target = room.named(change.nickname()).orElseThrow(Reason.OCCUPANT_MISSING::thrown);
                if (!seen.add(target)) {
                    throw new Refusal.Unacceptable("an occupant has one role").thrown();
                }
                require(actor, target, change.role());
                targets.add(target);
            }
            apply(room, actor, targets, changes);
            return changes.size();
        });
    }

    /** A moderator grants the voice that a visitor asked for (§8.6). */
    public Outcome<Integer> grantVoice(Jid address, Jid session, Nickname visitor) {
        return change(address, session, List.of(new RoleChange(visitor, Role.PARTICIPANT, Optional.empty())));
    }

    private static void requireSomeRight(Actor actor) {
        if (!actor.isModerator() && !actor.isAdmin()) {
            throw Reason.FORBIDDEN.thrown();
        }
    }

    private static void require(Actor actor, Occupant target, Role wanted) {
        if (wanted.compareTo(target.role) < 0) {
            requireLowering(actor, target, wanted);
        }
        boolean permitted = switch (target.role.changerTo(wanted)) {
            case OCCUPANT -> false; // nobody in the room is without a role
            case MODERATOR -> actor.isModerator();
            case ADMIN -> actor.isAdmin();
        };
        if (!permitted) {
            throw (wanted == Role.NONE ? Reason.NOT_ALLOWED : Reason.FORBIDDEN).thrown();
        }
    }

    private static void requireLowering(Actor actor, Occupant target, Role wanted) {
        boolean isProtected = switch (wanted) {
            // §8.2: not by somebody of a lower affiliation
            case NONE -> !actor.affiliation().atLeast(target.affiliation);
            // §8.4: not of somebody at or above the moderator's level, and never of an admin or owner
            case VISITOR ->
                target.affiliation.atLeast(actor.affiliation()) || target.affiliation.atLeast(Affiliation.ADMIN);
            // §9.7: an admin or owner is a moderator
            case PARTICIPANT, MODERATOR -> target.affiliation.atLeast(Affiliation.ADMIN);
        };
        if (isProtected) {
            throw Reason.NOT_ALLOWED.thrown();
        }
    }

    private static void apply(Room room, Actor actor, List<Occupant> targets, List<RoleChange> changes) {
        List<Runnable> afterwards = new ArrayList<>();
        for (int i = 0; i < targets.size(); i++) {
            Occupant target = targets.get(i);
            RoleChange change = changes.get(i);
            Circumstances how = Circumstances.NONE.by(actor.nickname(), change.reason());
            if (change.role() == Role.NONE) {
                afterwards.add(Removal.of(room, target, how.with(Status.KICKED)));
            } else if (change.role() != target.role) {
                boolean shown = room.configuration().shows(target.role);
                target.role = change.role();
                afterwards.add(() -> room.show(target, shown, how));
            }
        }
        room.answerAfterThis(); // §8.2: the kicked first, then the moderator, then all others
        afterwards.forEach(Runnable::run);
    }

    /**
     * How a moderator takes a message back.
     *
     * @param id by which the room will know the message that says so
     * @param content of that message
     * @param tombstone what stays in the place of the message that is taken back
     */
    public record Notice(String id, Element content, Element tombstone) {}

    /**
     * A moderator takes somebody's message back (XEP-0425 §3). What the archive has of it is on disk when all has been
     * told that is told before the answer, or that throws.
     *
     * @param target by the id of the room
     * @param notice as the moderator under this occupant JID and with this occupant identifier gives it
     * @throws RefusedException if the requester is no moderator, or the archive has no such message
     */
    public Outcome<Boolean> retract(Jid address, Jid session, String target, BiFunction<Jid, String, Notice> notice) {
        return rooms.open(address, room -> {
            Occupant moderator = room.of(session).filter(Occupant::isModerator).orElseThrow(Reason.FORBIDDEN::thrown);
            Notice given = notice.apply(room.occupantJid(moderator.nickname), moderator.id);
            HistoryEntry entry = new HistoryEntry(
                    Optional.of(given.id()), Author.of(room), rooms.clock().instant(), given.content());
            withdrawing.byModerator(room, entry, new Withdrawal(target, Optional.empty(), given.tombstone()));
            return true;
        });
    }

    /**
     * The occupants of one role (§8.5, §9.8).
     *
     * @throws RefusedException if that is not for the requester to know
     */
    public List<Listed> list(Jid address, Jid session, Role role) {
        return rooms.open(address, room -> {
                    Actor actor = Actor.of(room, session);
                    boolean permitted = actor.isAdmin() || actor.isModerator() && role != Role.MODERATOR;
                    if (!permitted) {
                        throw Reason.FORBIDDEN.thrown();
                    }
                    return room.occupants().stream()
                            .filter(occupant -> occupant.role == role)
                            .map(Occupant::appearance)
                            .map(seen -> new Listed(seen.nickname(), seen.jid(), seen.affiliation(), seen.role()))
                            .toList();
                })
                .told();
    }
}
