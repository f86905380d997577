package im.godwit.store;

import im.godwit.stanza.Condition;
import im.godwit.stanza.ErrorType;
import im.godwit.stanza.StanzaError;

/** The database failed; nothing of the write was kept. Answered with {@link #error}. */
public final class StoreException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final boolean full;

    public StoreException(String message, Throwable cause) {
        this(message, cause, false);
    }

    private StoreException(String message, Throwable cause, boolean full) {
        super(message, cause);
        this.full = full;
    }

    /** There was no room on the disk. */
    public static StoreException full(String message, Throwable cause) {
        return new StoreException(message, cause, true);
    }

    /**
     * What whoever asked for the change is told, always of type wait: {@code resource-constraint} where there was no
     * room (RFC 6120 §8.3.3.18), else {@code internal-server-error}.
     */
    public StanzaError error() {
        return full
                ? Condition.RESOURCE_CONSTRAINT.error()
                : Condition.INTERNAL_SERVER_ERROR.error().withType(ErrorType.WAIT);
    }
}
