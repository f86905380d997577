package im.godwit.gateway;

import im.godwit.core.transport.StreamCondition;
import im.godwit.core.transport.StreamError;
import java.util.Optional;
import org.eclipse.jetty.websocket.core.CloseStatus;

/** With which status code a WebSocket is closed (RFC 6455 §7.4.1). */
final class WebSocketStatus {
    private WebSocketStatus() {}

    /** The code that goes with the end of a stream. */
    static int of(Optional<StreamError> error) {
        return error.map(e -> of(e.condition())).orElse(CloseStatus.NORMAL);
    }

    private static int of(StreamCondition condition) {
        return switch (condition) {
            case BAD_FORMAT,
                    BAD_NAMESPACE_PREFIX,
                    INVALID_NAMESPACE,
                    INVALID_XML,
                    NOT_WELL_FORMED,
                    RESTRICTED_XML,
                    UNSUPPORTED_ENCODING,
                    UNSUPPORTED_FEATURE,
                    UNSUPPORTED_STANZA_TYPE,
                    UNSUPPORTED_VERSION -> CloseStatus.PROTOCOL;
            case HOST_GONE, RESET, SEE_OTHER_HOST, SYSTEM_SHUTDOWN -> CloseStatus.SHUTDOWN;
            case INTERNAL_SERVER_ERROR, REMOTE_CONNECTION_FAILED, UNDEFINED_CONDITION -> CloseStatus.SERVER_ERROR;
            case RESOURCE_CONSTRAINT -> CloseStatus.TRY_AGAIN_LATER;
            // §7.4.1: the one for what has no better one
            case CONFLICT,
                    CONNECTION_TIMEOUT,
                    HOST_UNKNOWN,
                    IMPROPER_ADDRESSING,
                    INVALID_FROM,
                    NOT_AUTHORIZED,
                    POLICY_VIOLATION -> CloseStatus.POLICY_VIOLATION;
        };
    }
}
