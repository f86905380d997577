package im.godwit.plugins.muc.engine;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What an account is to a room for as long as the room is there (XEP-0045 §5.2); each has more rights than the last.
 */
public enum Affiliation {
    OUTCAST,
    NONE,
    MEMBER,
    ADMIN,
    OWNER;

    private static final Map<Affiliation, Set<Privilege>> PRIVILEGES = new EnumMap<>(Affiliation.class);

    /** §5.2.2: from each affiliation to each other, the least affiliation of whoever may change it so. */
    private static final Map<Affiliation, Map<Affiliation, Affiliation>> CHANGERS = new EnumMap<>(Affiliation.class);

    static {
        boolean yes = true;
        boolean no = false;
        // enter open, register, member list, enter members-only, ban, edit members, moderators, admins, owners,
        // configure, destroy; who is affiliated already has nothing to register for
        may(OUTCAST, no, no, no, no, no, no, no, no, no, no, no);
        may(NONE, yes, yes, no, no, no, no, no, no, no, no, no);
        may(MEMBER, yes, no, yes, yes, no, no, no, no, no, no, no);
        may(ADMIN, yes, no, yes, yes, yes, yes, yes, no, no, no, no);
        may(OWNER, yes, no, yes, yes, yes, yes, yes, yes, yes, yes, yes);

        //               outcast, none, member, admin, owner
        changes(OUTCAST, ADMIN, ADMIN, ADMIN, OWNER, OWNER);
        changes(NONE, ADMIN, ADMIN, ADMIN, OWNER, OWNER);
        changes(MEMBER, ADMIN, ADMIN, ADMIN, OWNER, OWNER);
        changes(ADMIN, OWNER, OWNER, OWNER, OWNER, OWNER);
        changes(OWNER, OWNER, OWNER, OWNER, OWNER, OWNER);
    }

    private static void may(Affiliation affiliation, boolean... cells) {
        Set<Privilege> row = EnumSet.noneOf(Privilege.class);
        for (Privilege privilege : Privilege.values()) {
            if (cells[privilege.ordinal()]) {
                row.add(privilege);
            }
        }
        PRIVILEGES.put(affiliation, row);
    }

    private static void changes(Affiliation from, Affiliation... cells) {
        Map<Affiliation, Affiliation> row = new EnumMap<>(Affiliation.class);
        for (Affiliation to : values()) {
            row.put(to, cells[to.ordinal()]);
        }
        CHANGERS.put(from, row);
    }

    /** §5.2.1. */
    public boolean may(Privilege privilege) {
        return PRIVILEGES.get(this).contains(privilege);
    }

    /** §5.2.2: the least affiliation of whoever may turn this into another, or grant it anew. */
    public Affiliation changerTo(Affiliation other) {
        return CHANGERS.get(this).get(other);
    }

    public boolean atLeast(Affiliation other) {
        return compareTo(other) >= 0;
    }

    /** As written in XML. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The affiliation of this name. */
    public static Optional<Affiliation> named(String text) {
        return Arrays.stream(values()).filter(a -> a.text().equals(text)).findFirst();
    }
}
