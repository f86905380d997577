package im.godwit.plugins.muc.engine;

import im.godwit.jid.Jid;
import im.godwit.plugins.muc.engine.Refusal.Reason;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Configuring and destroying rooms (XEP-0045 §10.1, §10.2, §10.9). */
public final class Owning {
    private final Rooms rooms;

    Owning(Rooms rooms) {
        this.rooms = rooms;
    }

    /** How a room is configured, with its full lists of admins and owners. */
    public record Form(Configuration configuration, List<Jid> admins, List<Jid> owners) {}

    /**
     * What an owner submits; lists that are not given stay as they are.
     *
     * @param edit makes the wanted configuration of the present one
     */
    public record Submission(
            UnaryOperator<Configuration> edit, Optional<List<Jid>> admins, Optional<List<Jid>> owners) {}

    /**
     * The configuration as it is.
     *
     * @throws RefusedException if the requester is no owner
     */
    public Form form(Jid address, Jid session) {
        return rooms.existing(address, room -> {
                    requireOwner(room, session);
                    return new Form(
                            room.configuration(),
                            room.affiliated(Affiliation.ADMIN),
                            room.affiliated(Affiliation.OWNER));
                })
                .told();
    }

    private static void requireOwner(Room room, Jid session) {
        if (!room.affiliation(session).may(Privilege.CONFIGURE)) {
            throw (room.isLocked() ? Reason.ROOM_MISSING : Reason.FORBIDDEN).thrown();
        }
    }

    /**
     * Configures a room, and unlocks it where this is the first time. Of a persistent room, all of it is on disk when
     * this returns.
     *
     * @throws RefusedException if the requester is no owner, or the configuration makes no sense
     */
    public Outcome<Boolean> configure(Jid address, Jid session, Submission submission) {
        return rooms.existing(address, room -> {
            requireOwner(room, session);
            Configuration before = room.configuration();
            Configuration after = submission.edit().apply(before);
            rooms.policy().require(after);
            Map<Jid, Affiliated> wanted = affiliations(room, after, submission);
            Actor actor = Actor.of(room, session);
            AffiliationChanges changes = new AffiliationChanges(room, actor, wanted);
            changes.require(rooms.policy().limits().affiliations());
            keep(room, actor, after, wanted);
            boolean first = room.isLocked();
            room.unlock();
            room.configure(after);
            room.history.trim(rooms.policy().history(after));
            changes.apply();
            new ConfigurationChange(room, before, after).apply(first);
            return first;
        });
    }

    /** §10.2: the changes that make the present lists those that were submitted. */
    private static Map<Jid, Affiliated> affiliations(Room room, Configuration after, Submission submission) {
        Map<Jid, Affiliated> wanted = new LinkedHashMap<>();
        // who is no admin any more stays a member where it would be put out otherwise
        Affiliation former = after.get(Settings.MEMBERS_ONLY) ? Affiliation.MEMBER : Affiliation.NONE;
        submission.admins().ifPresent(admins -> replace(room, Affiliation.ADMIN, admins, former, wanted));
        submission.owners().ifPresent(owners -> {
            owners.forEach(wanted::remove); // an owner is more than an admin
            replace(room, Affiliation.OWNER, owners, Affiliation.ADMIN, wanted);
        });
        return wanted;
    }

    private static void replace(
            Room room, Affiliation affiliation, List<Jid> list, Affiliation former, Map<Jid, Affiliated> wanted) {
        for (Jid account : room.affiliated(affiliation)) {
            if (!list.contains(account)) {
                wanted.putIfAbsent(account, room.changed(account, former));
            }
        }
        for (Jid account : list) {
            boolean isAlready = room.listed(account) == affiliation && !wanted.containsKey(account);
            // an owner who is not taken off the list of owners does not become an admin by being on theirs
            boolean isMore = affiliation == Affiliation.ADMIN && room.listed(account) == Affiliation.OWNER;
            if (!isAlready && !isMore) {
                wanted.put(account, room.changed(account, affiliation));
            }
        }
    }

    private void keep(Room room, Actor actor, Configuration after, Map<Jid, Affiliated> wanted) {
        if (!after.get(Settings.PERSISTENT)) {
            room.archive(temporary(room, after));
        } else if (room.key().isPresent()) {
            rooms.store().change(room.key().getAsLong(), after, wanted);
        } else {
            create(room, actor, after, wanted);
        }
    }

    /** What becomes of what was said so far in a room that is temporary from now on. */
    private Optional<ArchiveKey> temporary(Room room, Configuration after) {
        if (!after.isArchived()) {
            room.archive().ifPresent(rooms.store()::delete);
            return Optional.empty();
        }
        Jid service = room.address().domainJid();
        return Optional.of(
                switch (room.archive().orElseGet(() -> rooms.store().begin(service, recordings(room)))) {
                    case ArchiveKey.OfRoom kept -> rooms.store().makeTemporary(service, kept);
                    case ArchiveKey.Temporary open -> open;
                });
    }

    private void create(Room room, Actor actor, Configuration after, Map<Jid, Affiliated> wanted) {
        Jid service = room.address().domainJid();
        if (rooms.store().owned(service, actor.user())
                >= rooms.policy().limits().roomsPerAccount()) {
            throw Reason.TOO_MANY_ROOMS.thrown();
        }
        Map<Jid, Affiliated> affiliations = new LinkedHashMap<>(room.affiliations());
        wanted.forEach((account, affiliated) -> {
            if (affiliated.affiliation() == Affiliation.NONE) {
                affiliations.remove(account);
            } else {
                affiliations.put(account, affiliated);
            }
        });
        StoredRoom contents = new StoredRoom(0, after, affiliations, room.subject(), room.hats(), room.card());
        Instant now = rooms.clock().instant();
        long key = room.archive().isPresent() && room.archive().get() instanceof ArchiveKey.Temporary open
                ? rooms.store().makePersistent(room.address(), now, contents, open)
                : rooms.store().create(room.address(), now, contents, recordings(room));
        room.archive(Optional.of(new ArchiveKey.OfRoom(key)));
    }

    private static List<Recording> recordings(Room room) {
        return room.history.all().stream().map(Recording::of).toList();
    }

    /**
     * An owner does not want to configure a room (§10.1.3, §10.2): one that was never configured is destroyed, any
     * other stays as it is.
     */
    public Outcome<Boolean> cancel(Jid address, Jid session) {
        return rooms.existing(address, room -> {
            requireOwner(room, session);
            boolean destroyed = room.isLocked();
            if (destroyed) {
                Removal.destroy(room, rooms.store(), Destruction.PLAIN);
            }
            return destroyed;
        });
    }

    /**
     * Ends a room, persistent or not (§10.9).
     *
     * @throws RefusedException if the requester is no owner
     */
    public Outcome<Boolean> destroy(Jid address, Jid session, Destruction end) {
        return rooms.existing(address, room -> {
            requireOwner(room, session);
            Removal.destroy(room, rooms.store(), end);
            return true;
        });
    }
}
