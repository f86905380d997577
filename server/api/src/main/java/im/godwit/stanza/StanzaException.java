package im.godwit.stanza;

/**
 * A request cannot be done; the dispatcher answers it with {@link #error()}. Expected in normal operation, so it
 * carries no stack trace.
 */
public final class StanzaException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient StanzaError error;

    StanzaException(StanzaError error) {
        super(error.condition().local() + error.text().map(t -> ": " + t).orElse(""), null, false, false);
        this.error = error;
    }

    public StanzaError error() {
        return error;
    }
}
