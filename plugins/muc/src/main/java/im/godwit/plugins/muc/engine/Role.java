package im.godwit.plugins.muc.engine;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What an occupant is in a room for as long as the visit lasts (XEP-0045 §5.1); each has more rights than the last. */
public enum Role {
    NONE,
    VISITOR,
    PARTICIPANT,
    MODERATOR;

    private static final Map<RolePrivilege, Map<Role, Grant>> PRIVILEGES = new EnumMap<>(RolePrivilege.class);

    /** §5.1.3: from each role to each other, who makes it so. */
    private static final Map<Role, Map<Role, Authority>> CHANGERS = new EnumMap<>(Role.class);

    static {
        Grant yes = Grant.YES;
        Grant byDefault = Grant.BY_DEFAULT;
        Grant ifConfigured = Grant.IF_CONFIGURED;
        Grant no = Grant.NO;
        //                                        none, visitor, participant, moderator
        may(RolePrivilege.BE_PRESENT, no, yes, yes, yes);
        may(RolePrivilege.RECEIVE_MESSAGES, no, yes, yes, yes);
        may(RolePrivilege.RECEIVE_PRESENCE, no, yes, yes, yes);
        may(RolePrivilege.BROADCAST_PRESENCE, no, byDefault, yes, yes);
        may(RolePrivilege.CHANGE_AVAILABILITY, no, byDefault, yes, yes);
        may(RolePrivilege.CHANGE_NICKNAME, no, byDefault, yes, yes);
        may(RolePrivilege.SEND_PRIVATE_MESSAGES, no, byDefault, yes, yes);
        may(RolePrivilege.INVITE, no, byDefault, byDefault, yes);
        may(RolePrivilege.SEND_MESSAGES_TO_ALL, no, no, yes, yes);
        may(RolePrivilege.MODIFY_SUBJECT, no, ifConfigured, byDefault, yes);
        may(RolePrivilege.KICK, no, no, no, yes);
        may(RolePrivilege.GRANT_VOICE, no, no, no, yes);
        may(RolePrivilege.REVOKE_VOICE, no, no, no, yes);

        Authority self = Authority.OCCUPANT;
        Authority moderator = Authority.MODERATOR;
        Authority admin = Authority.ADMIN;
        // to:           none, visitor, participant, moderator
        changes(NONE, self, self, self, self); // who enters gets the role of §5.1.2
        changes(VISITOR, moderator, moderator, moderator, admin);
        changes(PARTICIPANT, moderator, moderator, moderator, admin);
        changes(MODERATOR, admin, admin, admin, admin);
    }

    private static void may(RolePrivilege privilege, Grant... cells) {
        Map<Role, Grant> row = new EnumMap<>(Role.class);
        for (Role role : values()) {
            row.put(role, cells[role.ordinal()]);
        }
        PRIVILEGES.put(privilege, row);
    }

    private static void changes(Role from, Authority... cells) {
        Map<Role, Authority> row = new EnumMap<>(Role.class);
        for (Role to : values()) {
            row.put(to, cells[to.ordinal()]);
        }
        CHANGERS.put(from, row);
    }

    /** §5.1.1. */
    public Grant grant(RolePrivilege privilege) {
        return PRIVILEGES.get(privilege).get(this);
    }

    /** Whether this role permits something whatever the configuration. */
    boolean may(RolePrivilege privilege) {
        return grant(privilege) == Grant.YES;
    }

    /** §5.1.3: who may turn this into another; who may always leave by themselves is not in question here. */
    public Authority changerTo(Role other) {
        return CHANGERS.get(this).get(other);
    }

    /** As written in XML. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The role of this name. */
    public static Optional<Role> named(String text) {
        return Arrays.stream(values()).filter(r -> r.text().equals(text)).findFirst();
    }
}
