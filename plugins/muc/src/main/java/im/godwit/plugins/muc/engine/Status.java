package im.godwit.plugins.muc.engine;

import java.util.Locale;

/** Status codes (XEP-0045 §16.6.2), in the order in which they are written. */
public enum Status {
    /** Everybody may see the user's full JID. */
    NON_ANONYMOUS(100),
    CONFIGURATION_CHANGED(104),
    SELF_PRESENCE(110),
    LOGGING_ENABLED(170),
    LOGGING_DISABLED(171),
    NOW_NON_ANONYMOUS(172),
    NOW_SEMI_ANONYMOUS(173),
    ROOM_CREATED(201),
    NICKNAME_ASSIGNED(210),
    BANNED(301),
    NEW_NICKNAME(303),
    KICKED(307),
    AFFILIATION_CHANGED(321),
    MEMBERS_ONLY(322),
    SHUTDOWN(332),
    TECHNICAL_PROBLEM(333);

    private final int code;

    Status(int code) {
        this.code = code;
    }

    public int code() {
        return code;
    }

    @Override
    public String toString() {
        return code + " " + name().toLowerCase(Locale.ROOT);
    }
}
