package im.godwit.plugins.muc;

import im.godwit.archive.ArchiveLimits;
import im.godwit.plugins.muc.engine.Limits;
import im.godwit.plugins.muc.engine.Rate;
import java.time.Duration;

/**
 * Options of the plugin.
 *
 * @param creators who may create rooms
 * @param roomsPerAccount persistent rooms that one account may own
 * @param occupantsPerRoom at most
 * @param historyPerRoom messages that a room keeps at most
 * @param affiliationsPerRoom other than none
 * @param messageBytes of one message or presence
 * @param nicknameLength in characters
 * @param messagesPerSecond of one user to one room in the long run
 * @param messagesAtOnce after silence
 * @param presencesPerSecond of one user to one room in the long run, entering included
 * @param presencesAtOnce after silence
 * @param listedRooms in one answer of service discovery
 * @param archiveMessages that the archive of a room keeps, the newest; 0 is no limit
 * @param archiveAge how long a room keeps messages; zero is for ever
 * @param webView whether owners may let anybody read their rooms on the web
 * @param cardBytes of a room's vCard with its avatar
 * @param subjectBytes of a subject
 * @param itemsAtOnce of roles or affiliations in one request
 * @param roomMessagesPerSecond of all users to one room in the long run
 * @param roomMessagesAtOnce after silence
 * @param roomPresencesPerSecond of all users to one room in the long run, entering included
 * @param roomPresencesAtOnce after silence
 * @param serviceAdmins who owns every room
 * @param activitySubscribers clients that hear of activity in rooms where they are not
 */
public record MucOptions(
        Creators creators,
        int roomsPerAccount,
        int occupantsPerRoom,
        int historyPerRoom,
        int affiliationsPerRoom,
        int messageBytes,
        int nicknameLength,
        int messagesPerSecond,
        int messagesAtOnce,
        int presencesPerSecond,
        int presencesAtOnce,
        int listedRooms,
        int archiveMessages,
        Duration archiveAge,
        boolean webView,
        int cardBytes,
        int subjectBytes,
        int itemsAtOnce,
        int roomMessagesPerSecond,
        int roomMessagesAtOnce,
        int roomPresencesPerSecond,
        int roomPresencesAtOnce,
        ServiceAdmins serviceAdmins,
        int activitySubscribers) {
    static final MucOptions DEFAULTS = new MucOptions(
            Creators.ACCOUNTS,
            100,
            5000,
            100,
            5000,
            64 * 1024,
            100,
            10,
            100,
            5,
            50,
            1000,
            100_000,
            Duration.ZERO,
            true,
            128 * 1024,
            4096,
            500,
            200,
            2000,
            100,
            5000,
            ServiceAdmins.SERVER,
            10_000);

    public MucOptions {
        atLeastOne("occupants-per-room", occupantsPerRoom);
        atLeastOne("affiliations-per-room", affiliationsPerRoom);
        atLeastOne("message-bytes", messageBytes);
        atLeastOne("nickname-length", nicknameLength);
        atLeastOne("messages-per-second", messagesPerSecond);
        atLeastOne("messages-at-once", messagesAtOnce);
        atLeastOne("presences-per-second", presencesPerSecond);
        atLeastOne("presences-at-once", presencesAtOnce);
        atLeastOne("listed-rooms", listedRooms);
        atLeastOne("card-bytes", cardBytes);
        atLeastOne("subject-bytes", subjectBytes);
        atLeastOne("items-at-once", itemsAtOnce);
        atLeastOne("room-messages-per-second", roomMessagesPerSecond);
        atLeastOne("room-messages-at-once", roomMessagesAtOnce);
        atLeastOne("room-presences-per-second", roomPresencesPerSecond);
        atLeastOne("room-presences-at-once", roomPresencesAtOnce);
        atLeastOne("activity-subscribers", activitySubscribers);
    }

    private static void atLeastOne(String key, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(key + " must be at least 1");
        }
    }

    ArchiveLimits archive() {
        return ArchiveLimits.of(archiveMessages, archiveAge);
    }

    Limits limits() {
        return new Limits(
                roomsPerAccount,
                occupantsPerRoom,
                historyPerRoom,
                affiliationsPerRoom,
                messageBytes,
                nicknameLength,
                new Rate(messagesPerSecond, messagesAtOnce),
                new Rate(presencesPerSecond, presencesAtOnce),
                new Rate(roomMessagesPerSecond, roomMessagesAtOnce),
                new Rate(roomPresencesPerSecond, roomPresencesAtOnce),
                subjectBytes,
                activitySubscribers);
    }
}
