package im.godwit.plugins.pubsub;

/** Who may create nodes. */
public enum Creators {
    /** The accounts of this server. */
    ACCOUNTS,
    /** Whoever asks, users of other servers included. */
    ANYONE
}
