package im.godwit.plugins.muc.engine;

import im.godwit.jid.Jid;
import im.godwit.plugins.muc.engine.Refusal.Reason;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Changes of affiliations by admins and owners, and their lists (XEP-0045 §9.1 to §9.5, §10.3 to §10.8). */
public final class Affiliating {
    private final Rooms rooms;

    Affiliating(Rooms rooms) {
        this.rooms = rooms;
    }

    /**
     * An affiliation that an account is to have.
     *
     * @param nickname to reserve; an empty text to reserve none any more; nothing to leave that as it is (§9.5)
     */
    public record AffiliationChange(
            Jid account, Affiliation affiliation, Optional<String> nickname, Optional<String> reason) {}

    /** An account in a list; its nickname is the one that it has in the room, or that is reserved for it. */
    public record Listed(Jid account, Affiliated affiliated, Optional<Nickname> nickname) {}

    /**
     * Changes affiliations, all or none. Of a persistent room they are on disk when this returns.
     *
     * @throws RefusedException if one of them is not permitted
     */
    public Outcome<Integer> change(Jid address, Jid session, List<AffiliationChange> changes) {
        return rooms.open(address, room -> {
            Actor actor = Actor.of(room, session);
            if (!actor.affiliation().may(Privilege.EDIT_MEMBER_LIST)) {
                throw Reason.FORBIDDEN.thrown();
            }
            Map<Jid, Affiliated> wanted = new LinkedHashMap<>();
            for (AffiliationChange change : changes) {
                Jid account = change.account().bare(); // §10.3: not for one resource
                if (wanted.containsKey(account)) {
                    throw new Refusal.Unacceptable("an account has one affiliation").thrown();
                }
                require(room, actor, account, change.affiliation());
                wanted.put(account, affiliated(room, account, change));
            }
            AffiliationChanges applied = new AffiliationChanges(room, actor, wanted);
            applied.require(rooms.policy().limits().affiliations());
            room.key().ifPresent(key -> rooms.store().change(key, room.configuration(), wanted));
            applied.apply();
            return changes.size();
        });
    }

    private static void require(Room room, Actor actor, Jid account, Affiliation wanted) {
        Affiliation before =
                room.affiliations().getOrDefault(account, Affiliated.NONE).affiliation();
        if (wanted == Affiliation.OUTCAST && account.equals(actor.user())) {
            throw Reason.AGAINST_ONESELF.thrown(); // §9.1
        }
        boolean ofDomain = !account.hasLocal();
        if (ofDomain && wanted != Affiliation.OUTCAST && wanted != Affiliation.NONE) {
            throw new Refusal.Unacceptable("a whole domain can only be banned").thrown();
        }
        if (!actor.affiliation().atLeast(before.changerTo(wanted))) {
            // §9.1: against somebody higher; §10.5, §10.8: a list that is not theirs
            throw (wanted == Affiliation.OUTCAST ? Reason.NOT_ALLOWED : Reason.FORBIDDEN).thrown();
        }
    }

    private Affiliated affiliated(Room room, Jid account, AffiliationChange change) {
        Optional<Nickname> before =
                room.affiliations().getOrDefault(account, Affiliated.NONE).nickname();
        Optional<Nickname> nickname =
                change.nickname().map(text -> reserved(room, account, text)).orElse(before);
        boolean keepsNickname = change.affiliation().atLeast(Affiliation.MEMBER); // §9.1: an outcast loses it
        return new Affiliated(change.affiliation(), keepsNickname ? nickname : Optional.empty(), change.reason());
    }

    private Optional<Nickname> reserved(Room room, Jid account, String text) {
        if (text.isEmpty()) {
            return Optional.empty();
        }
        Nickname nickname = Nickname.of(text)
                .filter(n -> n.text().length() <= rooms.policy().limits().nicknameLength())
                .orElseThrow(() -> new Refusal.Unacceptable("this is no nickname").thrown());
        Nicknames.requireReservable(room, nickname, account);
        return Optional.of(nickname);
    }

    /**
     * The accounts of one affiliation.
     *
     * @throws RefusedException if that is not for the requester to know
     */
    public List<Listed> list(Jid address, Jid session, Affiliation affiliation) {
        return rooms.open(address, room -> {
                    if (!mayList(room, session, affiliation)) {
                        throw Reason.FORBIDDEN.thrown();
                    }
                    return room.affiliated(affiliation).stream()
                            .map(account -> listed(room, account))
                            .toList();
                })
                .told();
    }

    private static Listed listed(Room room, Jid account) {
        Affiliated affiliated = room.affiliations().get(account);
        Optional<Nickname> present =
                room.ofUser(account).stream().map(occupant -> occupant.nickname).findFirst();
        return new Listed(account, affiliated, affiliated.nickname().or(() -> present));
    }

    private static boolean mayList(Room room, Jid session, Affiliation affiliation) {
        Affiliation own = room.affiliation(session);
        return switch (affiliation) {
            case OUTCAST -> own.may(Privilege.BAN); // §9.2
            case MEMBER -> own.may(Privilege.EDIT_MEMBER_LIST) || mayRead(room, session, own); // §9.5
            // §10.5, §10.8: for owners, and in a non-anonymous room for whoever may see the members
            case ADMIN -> own.may(Privilege.EDIT_ADMIN_LIST) || mayReadHidingNothing(room, session, own);
            case OWNER -> own.may(Privilege.EDIT_OWNER_LIST) || mayReadHidingNothing(room, session, own);
            case NONE -> false; // §5.2: there is no such list
        };
    }

    /** §5.2.1, §9.5: where JIDs are hidden, only those who see them may have the list. */
    private static boolean mayRead(Room room, Jid session, Affiliation own) {
        Optional<Occupant> occupant = room.of(session);
        boolean configured = occupant.filter(
                        o -> RoleChoice.isAmong(room.configuration().get(Settings.GET_MEMBER_LIST), o.role))
                .isPresent();
        if (room.configuration().isNonAnonymous()) {
            return own.may(Privilege.RETRIEVE_MEMBER_LIST) || own != Affiliation.OUTCAST && configured;
        }
        return configured && occupant.get().isModerator();
    }

    private static boolean mayReadHidingNothing(Room room, Jid session, Affiliation own) {
        return room.configuration().isNonAnonymous() && mayRead(room, session, own);
    }
}
