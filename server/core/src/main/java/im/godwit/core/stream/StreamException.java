package im.godwit.core.stream;

import im.godwit.core.transport.StreamError;
import java.util.Optional;

/** The stream must end, usually with an error. Expected in normal operation, so it carries no stack trace. */
public final class StreamException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Optional<StreamError> reason;

    public StreamException(StreamError error) {
        this(Optional.of(error));
    }

    /**
     * Ends the stream.
     *
     * @param reason the error to send; none where what was sent before says enough (RFC 6120 §5.4.2.2)
     */
    StreamException(Optional<StreamError> reason) {
        super(reason.map(error -> error.condition().local()).orElse("closed"), null, false, false);
        this.reason = reason;
    }

    /** The error to send. */
    public Optional<StreamError> reason() {
        return reason;
    }
}
