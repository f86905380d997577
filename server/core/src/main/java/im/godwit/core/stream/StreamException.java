package im.godwit.core.stream;

import im.godwit.core.transport.StreamError;

/** The stream must end with an error. Expected in normal operation, so it carries no stack trace. */
public final class StreamException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient StreamError error;

    public StreamException(StreamError error) {
        super(error.condition().local() + error.text().map(t -> ": " + t).orElse(""), null, false, false);
        this.error = error;
    }

    public StreamError error() {
        return error;
    }
}
