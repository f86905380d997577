package im.godwit.app;

/** The command cannot go on; the message says what is wrong and what to do, a line for each problem. */
final class FatalException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    FatalException(String message) {
        super(message, null, false, false);
    }
}
