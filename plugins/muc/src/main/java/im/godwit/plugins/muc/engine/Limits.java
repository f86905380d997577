package im.godwit.plugins.muc.engine;

/**
 * How much there may be.
 *
 * @param roomsPerAccount that one account may own and that are persistent
 * @param occupants of a room
 * @param history messages that a room keeps
 * @param affiliations of a room
 * @param messageBytes of one message or presence
 * @param nicknameLength in characters
 * @param messages of one user to one room
 * @param presences of one user to one room
 * @param roomMessages of all users to one room
 * @param roomPresences of all users to one room
 * @param subjectBytes of a subject
 * @param subscribers to indicators of activity
 */
public record Limits(
        int roomsPerAccount,
        int occupants,
        int history,
        int affiliations,
        int messageBytes,
        int nicknameLength,
        Rate messages,
        Rate presences,
        Rate roomMessages,
        Rate roomPresences,
        int subjectBytes,
        int subscribers) {}
