package im.godwit.gateway;

import im.godwit.core.transport.StreamError;

/** A frame that cannot be accepted: the stream ends with the error, and the WebSocket with the status code. */
final class WebSocketRefusal extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient StreamError error;
    private final int status;

    WebSocketRefusal(StreamError error, int status) {
        super(error.condition().local(), null, false, false);
        this.error = error;
        this.status = status;
    }

    StreamError error() {
        return error;
    }

    int status() {
        return status;
    }
}
