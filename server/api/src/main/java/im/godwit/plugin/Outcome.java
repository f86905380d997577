package im.godwit.plugin;

/**
 * Hears what becomes of a stanza that was sent to one session: one of the methods is called, once. May be called from
 * any thread, also before {@link Session#send(im.godwit.stanza.Stanza, Outcome)} returns; may block.
 */
public interface Outcome {
    /** The client has it: it acknowledged it (XEP-0198), or cannot acknowledge and the stanza is on its way. */
    void taken();

    /**
     * The session is over, and the client may not have it.
     *
     * @return whether the server must treat it as a stanza to a session that is not there; false where it is kept or
     *     delivered otherwise
     */
    boolean lost();
}
