package im.godwit.gateway;

/** Judges whether a client asks too often (XEP-0124 §11, §12). Guarded by its session's lock. */
final class Activity {
    /** Between two new requests; a client on a poor line repeats a few times. */
    private static final int MAX_REPETITIONS = 40;

    private final SessionTerms terms;
    private long previousArrival;
    private long highestRid;
    private int repetitions;
    private boolean previousWasPoll;
    private boolean previousAnswerWasEmpty;

    Activity(SessionTerms terms) {
        this.terms = terms;
    }

    /**
     * Whether a new request breaks the terms.
     *
     * @param open how many other new requests have no answer
     */
    boolean exceeds(BoshBody body, long arrived, int open) {
        boolean tooSoon = arrived - previousArrival < terms.pollingTime().toNanos();
        boolean afterPoll = previousWasPoll;
        previousArrival = arrived;
        previousWasPoll = body.isPoll();
        boolean overtaken = body.rid() < highestRid;
        highestRid = Math.max(highestRid, body.rid());
        repetitions = 0;
        if (body.mayExceed()) {
            return open > terms.requests(); // §11: one more is allowed to pause or to end the session
        }
        if (open + 1 > terms.requests()) {
            return true; // §11: too many at a time
        }
        if (terms.isPolling()) {
            // §12: two polls in a row, and nothing in the first one's answer that would excuse the second
            return body.isPoll() && afterPoll && tooSoon && previousAnswerWasEmpty;
        }
        // §11: the last permitted request, empty, right after the one before; one that came late on another connection
        // was sent before it. After one with a payload it is forgiven: a client may poll on one thread and send on
        // another, and would lose its session to a race between the two
        return body.isPoll() && afterPoll && tooSoon && !overtaken && open + 1 == terms.requests();
    }

    /** Whether one more repetition is too many (§14.3): it would be a way to poll without limits. */
    boolean repeatsTooOften() {
        repetitions++;
        return repetitions > MAX_REPETITIONS;
    }

    /** An answer left. */
    void answered(boolean empty) {
        previousAnswerWasEmpty = empty;
    }
}
