package im.godwit.plugins.muc.engine;

import im.godwit.jid.Jid;
import im.godwit.plugins.muc.engine.Refusal.Reason;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntBiFunction;

/** Coming, and what occupants show of themselves (XEP-0045 §7.2, §7.6, §7.7). */
public final class Entering {
    /** §7.2.9: how many admins and owners a full room still takes. */
    private static final int SPARE_PLACES = 10;

    private final Rooms rooms;
    private final OccupantIds ids;
    private final ToIntBiFunction<Jid, HistoryEntry> length;
    private final Renaming renaming;

    Entering(Rooms rooms, OccupantIds ids, ToIntBiFunction<Jid, HistoryEntry> length) {
        this.rooms = rooms;
        this.ids = ids;
        this.length = length;
        this.renaming = new Renaming(rooms.policy());
    }

    /**
     * Enters a room, which is made if there is none; for a client that is in it already, changes its nickname if that
     * is another, and shows it the whole room again (§7.2.1).
     *
     * @throws RefusedException for each of the reasons of §7.2.17
     */
    public Outcome<Nickname> enter(Jid address, Entry wish) {
        return rooms.at(address, lane -> {
            Optional<Room> found = rooms.find(lane);
            Room room = found.orElseGet(() -> create(lane, wish));
            // §7.2.2, §7.10: a nickname that is locked down takes the place of any other
            Entry entry =
                    Nicknames.locked(room, wish.session()).map(wish::lockedTo).orElse(wish);
            Optional<Occupant> present = room.of(entry.session());
            if (present.isPresent()) {
                enterAgain(room, present.get(), entry);
            } else {
                admit(room, entry, found.isEmpty());
            }
            return entry.nickname();
        });
    }

    /** §10.1.1. */
    private Room create(Lane lane, Entry entry) {
        Jid creator = entry.session().bare();
        boolean mayCreate = rooms.policy().creators().test(creator)
                || rooms.policy().administrators().test(creator);
        if (!mayCreate) {
            throw Reason.CREATION_RESTRICTED.thrown();
        }
        renaming.requireLength(entry.nickname());
        return lane.wake(Room.created(lane, creator, rooms.policy(), rooms.clock()));
    }

    private void admit(Room room, Entry entry, boolean created) {
        Jid user = entry.session().bare();
        room.presences.count(entry.session());
        renaming.requireLength(entry.nickname());
        Affiliation affiliation = room.affiliation(user);
        requireEntry(room, entry, affiliation);
        Optional<Occupant> same = room.named(entry.nickname()); // §7.2.8: another client of the same user
        if (same.isEmpty()) {
            requirePlace(room, affiliation);
        }
        if (!room.isOccupied()) {
            int capacity = rooms.policy().history(room.configuration());
            room.archive().ifPresent(key -> room.history.addAll(rooms.store().history(key, capacity)));
        }
        Occupant occupant = same.orElseGet(() -> new Occupant(
                user, ids.of(room.address(), user), entry.nickname(), affiliation, room.entryRole(user, affiliation)));
        List<Viewer> before = same.isPresent() ? Room.own(occupant) : List.of();
        occupant.hats = room.hats().of(user);
        occupant.heard(entry.session(), entry.presence());
        room.add(occupant);
        room.join(occupant, entry.session());
        room.introduce(occupant, before);
        showRoom(room, occupant, entry, created);
    }

    /** §7.2.5 to §7.2.10. */
    private static void requireEntry(Room room, Entry entry, Affiliation affiliation) {
        if (!affiliation.may(Privilege.ENTER_OPEN_ROOM)) {
            throw Reason.BANNED.thrown();
        }
        if (room.isLocked() && affiliation != Affiliation.OWNER) {
            throw Reason.ROOM_MISSING.thrown();
        }
        Configuration configuration = room.configuration();
        if (configuration.get(Settings.MEMBERS_ONLY) && !affiliation.may(Privilege.ENTER_MEMBERS_ONLY_ROOM)) {
            throw Reason.NOT_A_MEMBER.thrown();
        }
        boolean mayPass = !configuration.get(Settings.PASSWORD_PROTECTED)
                || entry.password()
                        .filter(configuration.get(Settings.PASSWORD)::equals)
                        .isPresent();
        if (!mayPass) {
            throw Reason.PASSWORD_REQUIRED.thrown();
        }
        if (Nicknames.isTaken(room, entry.nickname(), entry.session())) {
            throw Reason.NICKNAME_TAKEN.thrown();
        }
    }

    /** §7.2.9. */
    private void requirePlace(Room room, Affiliation affiliation) {
        int places = rooms.policy().occupants(room.configuration());
        if (room.occupants().size() >= (affiliation.atLeast(Affiliation.ADMIN) ? places + SPARE_PLACES : places)) {
            throw Reason.ROOM_FULL.thrown();
        }
    }

    /** §7.1: the occupants, the client itself, the history, the subject, in this order. */
    private void showRoom(Room room, Occupant occupant, Entry entry, boolean created) {
        Configuration configuration = room.configuration();
        boolean seesJids = configuration.isNonAnonymous() || occupant.isModerator();
        List<Appearance> others = room.occupants().stream()
                .filter(other -> other != occupant && configuration.shows(other.role))
                .map(Occupant::appearance)
                .toList();
        room.say(new RoomEvent.RoomShown(others, new Viewer(entry.session(), false, seesJids)));
        room.say(new RoomEvent.Presented(
                occupant.appearance(),
                true,
                selfPresence(configuration, occupant, entry, created),
                List.of(new Viewer(entry.session(), true, true))));
        if (!room.photos().isEmpty()) {
            room.say(new RoomEvent.Portrayed(room.photos(), List.of(entry.session())));
        }
        room.history
                .select(entry.history(), message -> length.applyAsInt(room.address(), message))
                .forEach(message -> room.say(new RoomEvent.Remembered(message, entry.session())));
        room.say(new RoomEvent.SubjectShown(room.subject(), entry.session()));
    }

    private static Circumstances selfPresence(
            Configuration configuration, Occupant occupant, Entry entry, boolean created) {
        Circumstances how = Circumstances.NONE.answering(entry.id());
        if (configuration.isNonAnonymous()) {
            how = how.withOwn(Status.NON_ANONYMOUS); // §7.2.3
        }
        if (configuration.isLogged()) {
            how = how.withOwn(Status.LOGGING_ENABLED); // §7.2.12
        }
        if (created) {
            how = how.withOwn(Status.ROOM_CREATED); // §10.1.1
        }
        // §7.2.2; the user's other client may be here by the same nickname in other letters
        boolean assigned = entry.prepared() || !occupant.nickname.equals(entry.nickname());
        return assigned ? how.withOwn(Status.NICKNAME_ASSIGNED) : how;
    }

    /** §7.2.1, §17.3: the client lost its synchronisation. */
    private void enterAgain(Room room, Occupant occupant, Entry entry) {
        room.presences.count(entry.session());
        if (!occupant.nickname.text().equals(entry.nickname().text())) {
            renaming.rename(room, occupant, entry);
        } else if (!occupant.appearance().presence().equals(entry.presence())) {
            occupant.heard(entry.session(), entry.presence());
            room.introduce(occupant, List.of());
        }
        showRoom(room, occupant, entry, false);
    }

    /**
     * New presence of a client that is in the room, under its nickname or another (§7.6, §7.7).
     *
     * @throws RefusedException {@link Reason#NOT_AN_OCCUPANT} if the client is not in the room (§7.2.18),
     *     {@link Reason#NICKNAME_LOCKED} if it may not have this nickname
     */
    public Outcome<Nickname> update(Jid address, Entry entry) {
        return rooms.at(address, lane -> {
            Room room = rooms.find(lane).orElseThrow(Reason.NOT_AN_OCCUPANT::thrown);
            Occupant occupant = room.require(entry.session());
            room.presences.count(entry.session());
            if (occupant.nickname.text().equals(entry.nickname().text())) {
                occupant.heard(entry.session(), entry.presence());
                room.show(occupant, Circumstances.NONE.answering(entry.id()));
            } else {
                Renaming.requireAllowed(room, entry);
                renaming.rename(room, occupant, entry);
            }
            return entry.nickname();
        });
    }
}
