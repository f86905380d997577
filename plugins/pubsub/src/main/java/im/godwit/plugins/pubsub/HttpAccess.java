package im.godwit.plugins.pubsub;

/** Who may use nodes over HTTP; what they may do with one is up to the node. */
public enum HttpAccess {
    NOBODY,
    /** Who shows the password of an account of this server. */
    ACCOUNTS,
    /** These, and without a password whoever wants to read what is open to anyone. */
    ANYONE
}
