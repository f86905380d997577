package im.godwit.core.xml;

import im.godwit.core.transport.StreamCondition;
import im.godwit.core.transport.StreamError;

/** What came is not XML that we take. Expected in normal operation, so it carries no stack trace. */
public final class InvalidXmlException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient StreamError error;

    InvalidXmlException(StreamError error) {
        super(error.condition().local() + error.text().map(t -> ": " + t).orElse(""), null, false, false);
        this.error = error;
    }

    InvalidXmlException(StreamCondition condition, String text) {
        this(condition.error(text));
    }

    /** The exact condition, as a stream ends with it. */
    public StreamError error() {
        return error;
    }
}
