package im.godwit.plugins.muc.engine;

import java.util.EnumMap;
import java.util.Map;

/** The kinds of room that decide with which role somebody enters: the rows of the table in XEP-0045 §5.1.2. */
public enum RoomType {
    MODERATED,
    UNMODERATED,
    MEMBERS_ONLY,
    OPEN;

    private static final Map<RoomType, Map<Affiliation, Role>> ROLES = new EnumMap<>(RoomType.class);

    static {
        //                outcast, none, member, admin, owner; without a role there is no entry
        enters(MODERATED, Role.NONE, Role.VISITOR, Role.PARTICIPANT, Role.MODERATOR, Role.MODERATOR);
        enters(UNMODERATED, Role.NONE, Role.PARTICIPANT, Role.PARTICIPANT, Role.MODERATOR, Role.MODERATOR);
        enters(MEMBERS_ONLY, Role.NONE, Role.NONE, Role.PARTICIPANT, Role.MODERATOR, Role.MODERATOR);
        enters(OPEN, Role.NONE, Role.PARTICIPANT, Role.PARTICIPANT, Role.MODERATOR, Role.MODERATOR);
    }

    private static void enters(RoomType type, Role... cells) {
        Map<Affiliation, Role> row = new EnumMap<>(Affiliation.class);
        for (Affiliation affiliation : Affiliation.values()) {
            row.put(affiliation, cells[affiliation.ordinal()]);
        }
        ROLES.put(type, row);
    }

    /** The role with which somebody of this affiliation enters; none if they may not. */
    public Role initial(Affiliation affiliation) {
        return ROLES.get(this).get(affiliation);
    }

    /** A room is of two types at once: the lesser of their roles holds. */
    static Role initial(Configuration configuration, Affiliation affiliation) {
        RoomType entry = configuration.get(Settings.MEMBERS_ONLY) ? MEMBERS_ONLY : OPEN;
        RoomType voice = configuration.get(Settings.MODERATED) ? MODERATED : UNMODERATED;
        Role byEntry = entry.initial(affiliation);
        Role byVoice = voice.initial(affiliation);
        return byEntry.compareTo(byVoice) < 0 ? byEntry : byVoice;
    }
}
