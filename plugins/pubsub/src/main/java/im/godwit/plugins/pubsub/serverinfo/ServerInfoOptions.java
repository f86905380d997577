package im.godwit.plugins.pubsub.serverinfo;

/**
 * Options of the plugin.
 *
 * @param publish whether domains tell everybody about themselves, and agree that others name them (§7)
 */
public record ServerInfoOptions(boolean publish) {
    /** Who runs the server decides that it is public. */
    static final ServerInfoOptions DEFAULTS = new ServerInfoOptions(false);
}
