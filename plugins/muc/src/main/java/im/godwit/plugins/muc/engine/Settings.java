package im.godwit.plugins.muc.engine;

import java.util.List;
import java.util.Set;

/** All settings of a room, by the names of the registry (XEP-0045 §16.5.3). */
public final class Settings {
    public static final Setting<String> NAME = Setting.text("muc#roomconfig_roomname", "Natural-language room name");
    public static final Setting<String> DESCRIPTION =
            Setting.text("muc#roomconfig_roomdesc", "Short description of the room");
    public static final Setting<String> LANGUAGE =
            Setting.text("muc#roomconfig_lang", "Natural language of discussions");
    public static final Setting<String> PUBSUB =
            Setting.text("muc#roomconfig_pubsub", "XMPP URI of an associated publish-subscribe node");
    public static final Setting<Boolean> LOGGED =
            Setting.flag("muc#roomconfig_enablelogging", false, "Tell everybody that discussions are logged publicly");
    public static final Setting<Boolean> ARCHIVED = Setting.flag(
            "muc#roomconfig_enablearchiving",
            true,
            "Keep discussions of a persistent room in an archive, for whoever may enter");
    /** Not in the registry; what a temporary room says is on disk before it is told only where somebody wants that. */
    public static final Setting<Boolean> ARCHIVED_WHILE_OPEN = Setting.flag(
            "x-muc#roomconfig_archivetemporary",
            false,
            "Keep discussions of a temporary room in an archive, too, which ends with the room");

    public static final Setting<Boolean> CHANGE_SUBJECT =
            Setting.flag("muc#roomconfig_changesubject", false, "Allow occupants to change the subject");
    public static final Setting<Boolean> ALLOW_INVITES = Setting.flag(
            "muc#roomconfig_allowinvites", false, "Allow members of a members-only room to invite others to it");
    public static final Setting<PrivateMessages> PRIVATE_MESSAGES =
            Setting.choice("muc#roomconfig_allowpm", PrivateMessages.ANYONE, "Who may send private messages");
    public static final Setting<Integer> MAX_USERS =
            Setting.size("muc#roomconfig_maxusers", 0, "Maximum number of occupants");
    public static final Setting<Set<RoleChoice>> PRESENCE_BROADCAST =
            Setting.roles("muc#roomconfig_presencebroadcast", "Roles for which presence is broadcast");
    public static final Setting<Set<RoleChoice>> GET_MEMBER_LIST =
            Setting.roles("muc#roomconfig_getmemberlist", "Roles that may retrieve the member list");
    public static final Setting<Boolean> PUBLIC =
            Setting.flag("muc#roomconfig_publicroom", true, "Make the room publicly searchable");
    public static final Setting<Boolean> PERSISTENT =
            Setting.flag("muc#roomconfig_persistentroom", false, "Make the room persistent");
    public static final Setting<Boolean> MODERATED =
            Setting.flag("muc#roomconfig_moderatedroom", false, "Make the room moderated");
    public static final Setting<Boolean> MEMBERS_ONLY =
            Setting.flag("muc#roomconfig_membersonly", false, "Make the room members-only");
    public static final Setting<Boolean> PASSWORD_PROTECTED =
            Setting.flag("muc#roomconfig_passwordprotectedroom", false, "Require a password to enter");
    public static final Setting<String> PASSWORD = Setting.secret("muc#roomconfig_roomsecret", "The password");
    public static final Setting<Whois> WHOIS =
            Setting.choice("muc#roomconfig_whois", Whois.MODERATORS, "Who may discover real JIDs of occupants");
    public static final Setting<Integer> MAX_HISTORY =
            Setting.number("muc#maxhistoryfetch", 20, "Maximum number of history messages returned by the room");

    /** This and the next two are not in the registry, as names that begin with x- say (XEP-0068 §3.1). */
    public static final Setting<Boolean> WEB_VIEW =
            Setting.flag("x-muc#roomconfig_webview", false, "Let anybody read along on the web, without an account");

    /** Also what was said before the room was opened, and may have been meant for fewer. */
    public static final Setting<Boolean> WEB_ARCHIVE =
            Setting.flag("x-muc#roomconfig_webarchive", false, "Let the web read all of the archive, too");

    public static final Setting<NicknameRule> NICKNAMES =
            Setting.choice("x-muc#roomconfig_nicknames", NicknameRule.FREE, "Which nicknames occupants have");

    public static final Setting<Integer> SLOW_MODE = Setting.number(
            "muc#roomconfig_slow_mode_duration", 0, "Seconds that everybody waits between two messages, or 0");
    public static final Setting<Boolean> FORWARD_MENTIONS = Setting.flag(
            "muc#roomconfig_forwardmentions", false, "Forward messages with mentions to non-present, affiliated users");

    /** All of them, in the order of forms. */
    public static final List<Setting<?>> ALL = List.of(
            NAME,
            DESCRIPTION,
            LANGUAGE,
            PUBSUB,
            LOGGED,
            ARCHIVED,
            ARCHIVED_WHILE_OPEN,
            CHANGE_SUBJECT,
            ALLOW_INVITES,
            PRIVATE_MESSAGES,
            MAX_USERS,
            PRESENCE_BROADCAST,
            GET_MEMBER_LIST,
            PUBLIC,
            PERSISTENT,
            MODERATED,
            MEMBERS_ONLY,
            PASSWORD_PROTECTED,
            PASSWORD,
            WHOIS,
            MAX_HISTORY,
            WEB_VIEW,
            WEB_ARCHIVE,
            SLOW_MODE,
            FORWARD_MENTIONS,
            NICKNAMES);

    private Settings() {}
}
