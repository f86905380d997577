package im.godwit.gateway;

import im.godwit.core.transport.StreamError;
import java.util.Locale;

/** Why a session is terminated: the terminal binding conditions that this gateway gives (XEP-0124 §17.2). */
enum BindingCondition {
    BAD_REQUEST(400),
    HOST_GONE(200),
    HOST_UNKNOWN(200),
    IMPROPER_ADDRESSING(200),
    INTERNAL_SERVER_ERROR(200),
    ITEM_NOT_FOUND(404),
    OTHER_REQUEST(200),
    POLICY_VIOLATION(403),
    REMOTE_CONNECTION_FAILED(200),
    REMOTE_STREAM_ERROR(200),
    SEE_OTHER_URI(200),
    SYSTEM_SHUTDOWN(200);

    private final int legacyStatus;

    BindingCondition(int legacyStatus) {
        this.legacyStatus = legacyStatus;
    }

    /**
     * The condition that tells a client of a stream error.
     *
     * @param creating whether the stream is still being opened, so that the gateway itself can say that it does not
     *     serve the domain
     */
    static BindingCondition of(StreamError error, boolean creating) {
        if (error.received().isPresent()) {
            return REMOTE_STREAM_ERROR; // what another server says is not what this gateway says
        }
        return switch (error.condition()) {
            case HOST_GONE -> creating ? HOST_GONE : REMOTE_STREAM_ERROR;
            case HOST_UNKNOWN -> creating ? HOST_UNKNOWN : REMOTE_STREAM_ERROR;
            case IMPROPER_ADDRESSING -> creating ? IMPROPER_ADDRESSING : REMOTE_STREAM_ERROR;
            // §17.2: no connection could be made, or it was lost
            case REMOTE_CONNECTION_FAILED -> REMOTE_CONNECTION_FAILED;
            case SYSTEM_SHUTDOWN -> SYSTEM_SHUTDOWN;
            default -> REMOTE_STREAM_ERROR; // §17.2: stream errors are reported with this condition only
        };
    }

    /** The value of the condition attribute. */
    String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The HTTP status that a client without {@code ver} understands instead (§17.1); 200 where there is none. */
    int legacyStatus() {
        return legacyStatus;
    }
}
