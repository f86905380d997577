package im.godwit.plugins.presence;

/**
 * Bounds of presence.
 *
 * @param maxDirected addresses that are no subscribers and that one session may show itself to at once
 */
public record PresenceOptions(int maxDirected) {
    /** More chat rooms than anybody is in. */
    public static final PresenceOptions DEFAULTS = new PresenceOptions(1000);
}
