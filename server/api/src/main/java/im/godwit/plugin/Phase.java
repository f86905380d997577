package im.godwit.plugin;

/** The order in which hooks see one stanza; within a phase, the order of the plugin list. */
public enum Phase {
    /** May this pass? A hook that throws here rejects the stanza. */
    GUARD,
    /** Changes the stanza. */
    AMEND,
    /** Keeps it. */
    ARCHIVE,
    /** Sends copies elsewhere. */
    COPY,
    /** Takes delivery over from the default of RFC 6121 §8. */
    DELIVER,
    /** Nobody was there to take it. */
    FALLBACK
}
