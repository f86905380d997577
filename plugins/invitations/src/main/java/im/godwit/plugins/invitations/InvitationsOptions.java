package im.godwit.plugins.invitations;

import java.time.Duration;

/**
 * Options of the plugin.
 *
 * @param usersMay what users may invite others to
 * @param lifetime how long an invitation is good
 * @param perAccount how many one account may make in that time
 */
record InvitationsOptions(UsersMay usersMay, Duration lifetime, int perAccount) {
    /** To accounts, for a week, 20 of them. */
    static final InvitationsOptions DEFAULTS = new InvitationsOptions(UsersMay.ACCOUNTS, Duration.ofDays(7), 20);

    InvitationsOptions {
        if (lifetime.isZero()) {
            throw new IllegalArgumentException("lifetime must be longer than nothing");
        }
        if (perAccount < 1) {
            throw new IllegalArgumentException("per-account must be 1 or more");
        }
    }

    /** What an invitation of a user leads to. */
    enum UsersMay {
        /** An account here, and being contacts. */
        ACCOUNTS,
        /** Being contacts. */
        CONTACTS,
        /** There is none. */
        NOTHING
    }
}
