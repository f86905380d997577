package im.godwit.gateway;

import im.godwit.core.transport.StreamError;
import im.godwit.core.transport.Timers;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import org.eclipse.jetty.websocket.core.CloseStatus;

/**
 * When and with which status a WebSocket is closed after its stream (RFC 7395 §3.6). Times are those of
 * {@link Timers#nanos}. Guarded by its owner's lock.
 */
final class SocketEnd {
    /** How long the client has to close the stream or the WebSocket after the end of our stream (§3.6). */
    private static final Duration END_WAIT = Duration.ofSeconds(2);

    /**
     * How long what comes is thrown away after an error: Jetty ends the connection with the close frame that tells of
     * one, and a socket that holds unread bytes would make the system discard what the client has not received.
     */
    private static final Duration ERROR_WAIT = Duration.ofMillis(500);

    /** How long the whole close may take. */
    private static final Duration CLOSE_WAIT = Duration.ofSeconds(5);

    private OptionalInt refusal = OptionalInt.empty();
    private long due;
    private long limit;
    private boolean closeSent;

    /** The stream will end because of this; whether nothing else was the reason before. */
    boolean refuse(int status) {
        boolean first = refusal.isEmpty();
        if (first) {
            refusal = OptionalInt.of(status);
        }
        return first;
    }

    /** Whether nothing that comes is looked at any more. */
    boolean isRefused() {
        return refusal.isPresent();
    }

    /** Our stream ended now, and this is why. */
    void begin(long now, Optional<StreamError> error) {
        error.ifPresent(_ -> refuse(WebSocketStatus.of(error)));
        limit = now + CLOSE_WAIT.toNanos();
        due = now + wait(error).toNanos();
    }

    private Duration wait(Optional<StreamError> error) {
        if (error.isEmpty()) {
            return END_WAIT;
        }
        return CloseStatus.isOrdinary(status()) ? Duration.ZERO : ERROR_WAIT;
    }

    /** Whether the close frame should be sent, and was not. */
    boolean isDue(long now) {
        return !closeSent && now - due >= 0;
    }

    /** Whether the client had all the time there is. */
    boolean isOver(long now) {
        return now - limit >= 0;
    }

    /** When something may be due. */
    long next() {
        return closeSent ? limit : due;
    }

    /** The close frame is sent now; whether it was not before. */
    boolean send() {
        boolean first = !closeSent;
        closeSent = true;
        return first;
    }

    boolean isSent() {
        return closeSent;
    }

    /** What the close frame says (RFC 6455 §7.4.1). */
    int status() {
        return refusal.orElse(CloseStatus.NORMAL);
    }
}
