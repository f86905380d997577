package im.godwit.gateway;

/** A request inside a session, from its arrival to its answer. Guarded by its session's lock. */
final class BoshRequest {
    private final BoshBody body;
    private final long answerBy;
    private Exchange exchange;
    private boolean taken;

    /**
     * @param answerBy when it is answered at the latest, whatever there is to say: a {@linkplain Timers#nanos() time}
     */
    BoshRequest(BoshBody body, Exchange exchange, long answerBy) {
        this.body = body;
        this.exchange = exchange;
        this.answerBy = answerBy;
    }

    BoshBody body() {
        return body;
    }

    long rid() {
        return body.rid();
    }

    long answerBy() {
        return answerBy;
    }

    /** Where the answer goes. */
    Exchange exchange() {
        return exchange;
    }

    /** The client repeated the request on another connection, which gets the answer (XEP-0124 §14.3). */
    Exchange moveTo(Exchange newer) {
        Exchange older = exchange;
        exchange = newer;
        return older;
    }

    /** Whether the stream has all that the request brought. */
    boolean taken() {
        return taken;
    }

    void markTaken() {
        taken = true;
    }
}
