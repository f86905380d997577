package im.godwit.core.session;

/**
 * Decides when to ask a client what it has (XEP-0198 §4): after so many stanzas or bytes; its way asks after some time
 * too. One request is open at a time. Guarded by its way's lock.
 */
final class AckRequests {
    private static final int STANZAS = 20;
    private static final long BYTES = 64 * 1024;

    private int stanzas;
    private long bytes;
    private boolean open;
    private long asked;

    /** A stanza was written. */
    void written(int size) {
        stanzas++;
        bytes += size;
    }

    /** Whether enough was written to ask now. */
    boolean isDue() {
        return !open && (stanzas >= STANZAS || bytes >= BYTES);
    }

    /** The client is being asked. */
    void asked(long now) {
        open = true;
        asked = now;
        stanzas = 0;
        bytes = 0;
    }

    /** The client said what it has. */
    void answered() {
        open = false;
    }

    boolean isOpen() {
        return open;
    }

    /** For how many nanoseconds the request has been open. */
    long openFor(long now) {
        return now - asked;
    }
}
