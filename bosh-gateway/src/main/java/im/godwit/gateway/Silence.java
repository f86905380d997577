package im.godwit.gateway;

import im.godwit.core.transport.Timers;

/**
 * How long the client of a WebSocket has said nothing, and what follows from that (RFC 7395 §3.8: pings in place of
 * whitespace). Times are those of {@link Timers#nanos}. Guarded by its owner's lock.
 */
final class Silence {
    enum Measure {
        NONE,
        PING,
        GIVE_UP
    }

    private final long keepalive;
    private final long limit;
    private long since;
    private boolean pinged;

    /** @param now when it begins */
    Silence(WebSocketOptions options, long now) {
        keepalive = options.keepalive().toNanos();
        limit = options.idleTimeout().toNanos();
        since = now;
    }

    /** Something came. */
    void broken(long now) {
        since = now;
        pinged = false;
    }

    /** Nothing could come, and that was not the client's doing. */
    void excuse(long now) {
        since = now;
    }

    /** What is due; a ping once. */
    Measure measure(long now) {
        if (now - since >= limit) {
            return Measure.GIVE_UP;
        }
        if (!pinged && now - since >= keepalive) {
            pinged = true;
            return Measure.PING;
        }
        return Measure.NONE;
    }

    /** When the next measure may be due. */
    long next() {
        return since + (pinged ? limit : keepalive);
    }
}
