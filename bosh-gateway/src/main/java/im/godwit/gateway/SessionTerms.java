package im.godwit.gateway;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a client and the gateway agree on when a session is made (XEP-0124 §7).
 *
 * @param waitSeconds how long a request is held at the longest, in seconds
 * @param hold how many requests are held at the most
 * @param requests how many requests the client may have open at a time: also the size of the window of rids and of the
 *     memory for answers
 * @param inactivity how long the client may be without a request, in seconds
 * @param polling the shortest interval between two polls, in seconds
 * @param maxPause the longest pause that the client may ask for, in seconds; 0 where it may not
 * @param version the version in force; none from a legacy client (§17.1)
 */
record SessionTerms(
        int waitSeconds,
        int hold,
        int requests,
        int inactivity,
        int polling,
        int maxPause,
        Optional<BoshVersion> version) {

    /**
     * Grants what the client asks for within the options.
     *
     * @throws BindingException {@code bad-request} for a malformed attribute
     */
    static SessionTerms negotiate(BoshBody creation, BoshOptions options) {
        // §7.2: never more than the client's value
        int waitSeconds =
                atMost(creation.number("wait"), (int) options.maxWait().toSeconds());
        int hold = atMost(creation.number("hold"), options.maxHold());
        int polling = (int) options.polling().toSeconds();
        int inactivity = (int) options.inactivity().toSeconds();
        if (waitSeconds == 0 || hold == 0) {
            inactivity += 2 * polling; // §12: longer than normal by more than the polling interval
        }
        // §7.2: one more than hold is recommended. A client that asks for more than is granted gets fewer requests
        // than it asked to be held: each costs memory, and it learns the granted hold in the same answer.
        return new SessionTerms(
                waitSeconds,
                hold,
                hold + 1,
                inactivity,
                polling,
                (int) options.maxPause().toSeconds(),
                creation.attribute("ver").map(BoshVersion::parse));
    }

    /** Whether requests are answered at once (§12). */
    boolean isPolling() {
        return waitSeconds == 0 || hold == 0;
    }

    /** How many requests are kept waiting for something to say. */
    int held() {
        return isPolling() ? 0 : hold;
    }

    boolean isLegacy() {
        return version.isEmpty();
    }

    /** §7.2: the highest version that both know. */
    BoshVersion answeredVersion() {
        return version.orElse(BoshVersion.OURS).lower(BoshVersion.OURS);
    }

    Duration waitTime() {
        return Duration.ofSeconds(waitSeconds);
    }

    Duration inactivityTime() {
        return Duration.ofSeconds(inactivity);
    }

    Duration pollingTime() {
        return Duration.ofSeconds(polling);
    }

    private static int atMost(OptionalInt asked, int most) {
        return Math.min(asked.orElse(most), most);
    }
}
