package im.godwit.plugins.muc.engine;

import im.godwit.jid.Jid;
import im.godwit.plugins.muc.engine.Refusal.Reason;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Several affiliations that change together, and what that does to the occupants (XEP-0045 §5.1.3, §9, §10). */
final class AffiliationChanges {
    private final Room room;
    private final Actor actor;
    private final Map<Jid, Affiliated> wanted;

    AffiliationChanges(Room room, Actor actor, Map<Jid, Affiliated> wanted) {
        this.room = room;
        this.actor = actor;
        this.wanted = wanted;
    }

    /**
     * Requires that an owner is left (§10.4), no nickname is reserved twice, and that there are not too many.
     *
     * @throws RefusedException if not
     */
    void require(int limit) {
        Map<Jid, Affiliated> after = new HashMap<>(room.affiliations());
        put(after);
        if (after.values().stream().noneMatch(a -> a.affiliation() == Affiliation.OWNER)) {
            throw Reason.LAST_OWNER.thrown();
        }
        if (after.size() > limit && after.size() > room.affiliations().size()) {
            throw Reason.TOO_MANY_AFFILIATIONS.thrown();
        }
        List<String> keys = after.values().stream()
                .flatMap(a -> a.nickname().stream())
                .map(Nickname::key)
                .toList();
        if (keys.stream().distinct().count() < keys.size()) {
            throw Reason.NICKNAME_TAKEN.thrown();
        }
    }

    private void put(Map<Jid, Affiliated> affiliations) {
        wanted.forEach((account, affiliated) -> {
            if (affiliated.affiliation() == Affiliation.NONE) {
                affiliations.remove(account);
            } else {
                affiliations.put(account, affiliated);
            }
        });
    }

    /** Makes the change in memory and tells everybody. */
    void apply() {
        Map<Jid, Affiliated> before = Map.copyOf(room.affiliations());
        put(room.affiliations());
        List<Runnable> afterwards = new ArrayList<>();
        wanted.forEach((account, affiliated) -> {
            Circumstances how = Circumstances.NONE.by(actor.nickname(), affiliated.reason());
            List<Occupant> present = account.hasLocal() ? room.ofUser(account) : room.ofDomain(account);
            present.forEach(occupant -> change(occupant, how).ifPresent(afterwards::add));
            if (present.isEmpty()) {
                Affiliated former = before.getOrDefault(account, Affiliated.NONE);
                boolean isNew = room.isMember(account) && !former.affiliation().atLeast(Affiliation.MEMBER);
                if (isNew) {
                    room.key().ifPresent(key -> room.say(new RoomEvent.Away(account)));
                    invite(account, affiliated);
                }
                tell(account, former, affiliated);
            }
        });
        afterwards.forEach(Runnable::run);
        Renaming.lock(
                room,
                wanted.keySet().stream()
                        .flatMap(account -> room.ofUser(account).stream())
                        .toList());
    }

    private Optional<Runnable> change(Occupant occupant, Circumstances how) {
        Affiliation before = occupant.affiliation;
        Affiliation after = room.affiliation(occupant.user); // a ban of a domain spares its members
        if (before == after) {
            return Optional.empty();
        }
        if (after == Affiliation.OUTCAST) {
            return Optional.of(Removal.of(room, occupant, after, how.with(Status.BANNED))); // §9.1
        }
        if (RoomType.initial(room.configuration(), after) == Role.NONE) {
            return Optional.of(Removal.of(room, occupant, after, how.with(Status.AFFILIATION_CHANGED))); // §9.4
        }
        boolean shown = room.configuration().shows(occupant.role);
        occupant.affiliation = after;
        occupant.role = roleAfter(occupant.role, before, after);
        return Optional.of(() -> room.show(occupant, shown, how));
    }

    /** §5.1.3: what an affiliation brings is there at once; what goes with a lost one is for the room's type to say. */
    private Role roleAfter(Role role, Affiliation before, Affiliation after) {
        Role usual = RoomType.initial(room.configuration(), after);
        boolean stepsDown = before.atLeast(Affiliation.ADMIN) && !after.atLeast(Affiliation.ADMIN);
        return stepsDown || usual.compareTo(role) > 0 ? usual : role;
    }

    /** §10.3, §10.6: of who is not in the room; the ban list is not for everybody. */
    private void tell(Jid account, Affiliated before, Affiliated after) {
        boolean changed = before.affiliation() != after.affiliation();
        boolean ofBans = before.affiliation() == Affiliation.OUTCAST || after.affiliation() == Affiliation.OUTCAST;
        if (changed && !ofBans) {
            room.say(new RoomEvent.AffiliationTold(account, after, actor.nickname(), room.whoSeesJids()));
        }
    }

    /** §9.5: a new member of a members-only room, which is not there already, is invited. */
    private void invite(Jid account, Affiliated after) {
        if (room.configuration().get(Settings.MEMBERS_ONLY)) {
            Invitation invitation = new Invitation(
                    account,
                    inviter(room, actor),
                    Optional.empty(),
                    after.reason(),
                    Optional.empty(),
                    Optional.empty());
            room.say(new RoomEvent.Invited(invitation, password(room)));
        }
    }

    /** Who invites, without telling a JID that is hidden: in a semi-anonymous room the occupant JID, or the room's. */
    static Jid inviter(Room room, Actor actor) {
        return room.configuration().isNonAnonymous()
                ? actor.user()
                : actor.nickname().map(room::occupantJid).orElse(room.address());
    }

    /** §7.8.2: whoever is invited gets the password. */
    static Optional<String> password(Room room) {
        Configuration configuration = room.configuration();
        return configuration.get(Settings.PASSWORD_PROTECTED)
                ? Optional.of(configuration.get(Settings.PASSWORD))
                : Optional.empty();
    }
}
