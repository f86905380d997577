package im.godwit.gateway;

import java.util.SplittableRandom;

/**
 * What a network does to one HTTP request and its answer.
 *
 * @param at how far a message that is cut gets, as a part of its length
 * @param delay in milliseconds
 */
record Fault(Kind kind, double at, int delay) {
    enum Kind {
        /** Comes later than others that were sent after it. */
        REQUEST_DELAYED,
        ANSWER_DELAYED,
        REQUEST_LOST,
        ANSWER_LOST,
        /** Ends in the middle, and so does the connection. */
        REQUEST_CUT,
        /** Ends in the middle, but the other direction stays open. */
        REQUEST_HALF_CLOSED,
        ANSWER_CUT,
        /** Comes twice, on two connections; the answer to the first comes back. */
        DOUBLED_FIRST,
        /** Comes twice, on two connections; the answer to the second comes back. */
        DOUBLED_SECOND,
        /** Both directions go slowly, in pieces. */
        THROTTLED,
        /** The client's connection breaks while it waits for the answer. */
        ABANDONED,
        NONE
    }

    /** About half of all requests meet a fault. */
    static Fault next(SplittableRandom random) {
        Kind[] kinds = Kind.values();
        Kind kind = random.nextBoolean() ? Kind.NONE : kinds[random.nextInt(kinds.length)];
        return new Fault(kind, random.nextDouble(), 1 + random.nextInt(5));
    }
}
