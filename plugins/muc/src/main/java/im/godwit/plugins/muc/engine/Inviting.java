package im.godwit.plugins.muc.engine;

import im.godwit.jid.Jid;
import im.godwit.plugins.muc.engine.Refusal.Reason;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Invitations that a room passes on (XEP-0045 §7.8.2). */
public final class Inviting {
    private final Rooms rooms;

    Inviting(Rooms rooms) {
        this.rooms = rooms;
    }

    /**
     * Whom to invite.
     *
     * @param thread of the conversation that is continued; empty if it has none (§7.9)
     */
    public record Wish(Jid to, Optional<String> reason, Optional<String> thread) {}

    /**
     * Invites, all or nobody. To a members-only room that makes members of them (§9.5).
     *
     * @throws RefusedException if the inviter is not in the room, or may not invite
     */
    public Outcome<Integer> invite(Jid address, Jid session, List<Wish> wishes, Optional<String> id) {
        return rooms.open(address, room -> {
            Occupant inviter = room.require(session);
            Actor actor = Actor.of(room, session);
            for (Wish wish : wishes) {
                room.messages.count(session);
                require(room, inviter, wish);
            }
            if (room.configuration().get(Settings.MEMBERS_ONLY)) {
                enlist(room, actor, wishes);
            }
            wishes.forEach(wish -> room.say(new RoomEvent.Invited(
                    new Invitation(
                            wish.to(),
                            AffiliationChanges.inviter(room, actor),
                            Optional.of(session),
                            wish.reason(),
                            wish.thread(),
                            id),
                    AffiliationChanges.password(room))));
            return wishes.size();
        });
    }

    private static void require(Room room, Occupant inviter, Wish wish) {
        boolean membersOnly = room.configuration().get(Settings.MEMBERS_ONLY);
        boolean mayAdd = inviter.affiliation.may(Privilege.EDIT_MEMBER_LIST)
                || inviter.affiliation == Affiliation.MEMBER
                        && room.configuration().get(Settings.ALLOW_INVITES);
        boolean permitted = switch (inviter.role.grant(RolePrivilege.INVITE)) {
            case YES, BY_DEFAULT -> !membersOnly || mayAdd;
            case IF_CONFIGURED, NO -> false;
        };
        if (!permitted || membersOnly && room.affiliation(wish.to()) == Affiliation.OUTCAST) {
            throw Reason.FORBIDDEN.thrown();
        }
    }

    private void enlist(Room room, Actor actor, List<Wish> wishes) {
        Map<Jid, Affiliated> members = new HashMap<>();
        wishes.stream()
                .map(wish -> wish.to().bare())
                .filter(account -> room.affiliation(account) == Affiliation.NONE)
                .forEach(account -> members.put(account, Affiliated.of(Affiliation.MEMBER)));
        new AffiliationChanges(room, actor, members)
                .require(rooms.policy().limits().affiliations());
        room.key().ifPresent(key -> {
            rooms.store().change(key, room.configuration(), members);
            members.keySet().forEach(account -> room.say(new RoomEvent.Away(account)));
        });
        room.affiliations().putAll(members);
    }
}
