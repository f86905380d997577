package im.godwit.plugins.muc.engine;

import im.godwit.jid.Jid;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Who is told that they were mentioned while they were not in the room (XEP-0452). */
final class Mentions {
    private Mentions() {}

    /**
     * The accounts to tell: those that are not in the room, belong to it, and have a nickname registered with it, which
     * is how people opt in (§2).
     *
     * @param mentioned accounts, or occupants by their nicknames
     */
    static List<Jid> absent(Room room, List<Jid> mentioned) {
        if (mentioned.isEmpty() || !room.configuration().get(Settings.FORWARD_MENTIONS)) {
            return List.of();
        }
        return mentioned.stream()
                .flatMap(jid -> account(room, jid).stream())
                .distinct()
                .filter(account -> room.ofUser(account).isEmpty())
                .toList();
    }

    private static Optional<Jid> account(Room room, Jid mentioned) {
        if (mentioned.isFull() && mentioned.sameBare(room.address())) {
            return Nickname.of(mentioned.resource())
                    .flatMap(nickname -> room.affiliations().entrySet().stream()
                            .filter(entry -> entry.getValue().reserves(nickname) && isMember(entry.getValue()))
                            .map(Map.Entry::getKey)
                            .findFirst());
        }
        Jid account = mentioned.bare();
        return Optional.ofNullable(room.affiliations().get(account))
                .filter(it -> isMember(it) && it.nickname().isPresent())
                .map(it -> account);
    }

    private static boolean isMember(Affiliated affiliated) {
        return affiliated.affiliation().atLeast(Affiliation.MEMBER);
    }
}
