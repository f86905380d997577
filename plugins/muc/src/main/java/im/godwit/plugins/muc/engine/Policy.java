package im.godwit.plugins.muc.engine;

import im.godwit.archive.ArchiveLimits;
import im.godwit.jid.Jid;
import java.util.function.Predicate;

/**
 * What a service permits.
 *
 * @param limits how much there may be
 * @param archive how much of it a room with an archive keeps
 * @param creators which bare JIDs may make rooms (XEP-0045 §10.1.1)
 * @param webViews whether owners may let anybody read their rooms on the web
 * @param administrators which bare JIDs are owners of all rooms, whatever the rooms' lists say
 */
public record Policy(
        Limits limits,
        ArchiveLimits archive,
        Predicate<Jid> creators,
        boolean webViews,
        Predicate<Jid> administrators) {
    /**
     * Requires a configuration to make sense and to be within the limits (§10.1.3).
     *
     * @throws RefusedException if it is not
     */
    void require(Configuration wanted) {
        if (wanted.get(Settings.PASSWORD_PROTECTED)
                && wanted.get(Settings.PASSWORD).isBlank()) {
            throw new Refusal.Unacceptable("a password-protected room needs a password").thrown();
        }
        if (wanted.get(Settings.MAX_USERS) > limits.occupants()) {
            throw new Refusal.Unacceptable("a room has at most " + limits.occupants() + " occupants").thrown();
        }
        if (wanted.get(Settings.NICKNAMES) == NicknameRule.ACCOUNT && !wanted.isNonAnonymous()) {
            throw new Refusal.Unacceptable("who is called as their account cannot hide its address").thrown();
        }
        if (wanted.get(Settings.WEB_VIEW)) {
            requireOpen(wanted);
        }
    }

    /** What not everybody may enter, not everybody may read. */
    private void requireOpen(Configuration wanted) {
        if (!webViews) {
            throw new Refusal.Unacceptable("this service shows no rooms on the web").thrown();
        }
        if (wanted.get(Settings.MEMBERS_ONLY) || wanted.get(Settings.PASSWORD_PROTECTED)) {
            throw new Refusal.Unacceptable(
                            "a room that anybody may read on the web is neither for members only nor has a password")
                    .thrown();
        }
    }

    /** How many occupants a room takes. */
    int occupants(Configuration configuration) {
        int wanted = configuration.get(Settings.MAX_USERS);
        return wanted == 0 ? limits.occupants() : Math.min(wanted, limits.occupants());
    }

    /** How much a persistent room keeps: all that an archive may, or what it tells those who enter. */
    ArchiveLimits kept(Configuration configuration) {
        return configuration.isArchived() ? archive : new ArchiveLimits(history(configuration), archive.age());
    }

    /** How many messages a room tells those who enter. */
    int history(Configuration configuration) {
        return Math.min(configuration.get(Settings.MAX_HISTORY), limits.history());
    }
}
