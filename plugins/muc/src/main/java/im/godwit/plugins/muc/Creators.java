package im.godwit.plugins.muc;

/** Who may create rooms. */
public enum Creators {
    /** The accounts of this server. */
    ACCOUNTS,
    /** Whoever asks, users of other servers included. */
    ANYONE
}
