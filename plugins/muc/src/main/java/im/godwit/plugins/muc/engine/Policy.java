package im.godwit.plugins.muc.engine;

import im.godwit.jid.Jid;
import java.util.function.Predicate;

/**
 * What a service permits.
 *
 * @param limits how much there may be
 * @param creators which bare JIDs may make rooms (XEP-0045 §10.1.1)
 * @param administrators which bare JIDs are owners of all rooms, whatever the rooms' lists say
 */
public record Policy(Limits limits, Predicate<Jid> creators, Predicate<Jid> administrators) {
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
    }

    /** How many occupants a room takes. */
    int occupants(Configuration configuration) {
        int wanted = configuration.get(Settings.MAX_USERS);
        return wanted == 0 ? limits.occupants() : Math.min(wanted, limits.occupants());
    }

    /** How many messages a room keeps. */
    int history(Configuration configuration) {
        return Math.min(configuration.get(Settings.MAX_HISTORY), limits.history());
    }
}
