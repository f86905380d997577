package im.godwit.core.stream;

/** A session whose stanzas are counted (XEP-0198), as its present stream sees it. */
public interface ManagedStreamSession extends StreamSession {
    /** How many stanzas of the client were handled, with all their effects. */
    HandledCount handled();

    /**
     * The client has handled so many stanzas in all.
     *
     * @throws StreamException if it cannot have got so many (XEP-0198 §6)
     */
    void acknowledged(HandledCount count);
}
