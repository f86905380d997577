package im.godwit.gateway;

import im.godwit.core.transport.Timers;

/** A request inside a session, from its arrival to its answer. Guarded by its session's lock. */
final class BoshRequest {
    private final BoshBody body;
    private final long answerBy;
    private Exchange exchange;
    private boolean forwarded;
    private int takers;

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

    BoshBody.Kind kind() {
        return body.kind();
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

    /** One more stream is to take what the request brought. */
    void addTaker() {
        takers++;
    }

    /** One of the streams has it. */
    void removeTaker() {
        takers--;
    }

    /** All streams that are to take it are known. */
    void markForwarded() {
        forwarded = true;
    }

    /** Whether all streams have what the request brought. */
    boolean taken() {
        return forwarded && takers == 0;
    }
}
