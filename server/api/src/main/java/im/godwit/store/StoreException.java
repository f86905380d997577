package im.godwit.store;

/** The database failed; nothing of the write was kept. Answered with {@code <internal-server-error/>} of type wait. */
public final class StoreException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public StoreException(String message, Throwable cause) {
        super(message, cause);
    }
}
