package im.godwit.core.stream;

/**
 * Failed authentications of a stream.
 *
 * @param tested those that say something about a password
 * @param untested the others. A client that knows no channel binding of ours may go through all mechanisms that have
 *     one, and those without as it may not leave it out there (RFC 5802 §6), before it finds one that will do
 */
record Failures(int tested, int untested) {
    static final Failures NONE = new Failures(0, 0);

    /** More mechanisms than are ever offered. */
    private static final int UNTESTED = 10;

    /** And one more. */
    Failures and(boolean isTested) {
        return isTested ? new Failures(tested + 1, untested) : new Failures(tested, untested + 1);
    }

    /** Whether the stream is to be closed (RFC 6120 §6.4.5). */
    boolean areTooMany(int most) {
        return tested >= most || untested >= UNTESTED;
    }
}
