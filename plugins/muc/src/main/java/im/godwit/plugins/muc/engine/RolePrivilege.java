package im.godwit.plugins.muc.engine;

/** What a role may permit: the rows of the table in XEP-0045 §5.1.1. */
public enum RolePrivilege {
    BE_PRESENT,
    RECEIVE_MESSAGES,
    RECEIVE_PRESENCE,
    BROADCAST_PRESENCE,
    CHANGE_AVAILABILITY,
    CHANGE_NICKNAME,
    SEND_PRIVATE_MESSAGES,
    INVITE,
    SEND_MESSAGES_TO_ALL,
    MODIFY_SUBJECT,
    KICK,
    GRANT_VOICE,
    REVOKE_VOICE
}
