package im.godwit.plugins.muc.engine;

import im.godwit.jid.Jid;

/**
 * A member left: it has seen what was said until now (XEP-0437 §4).
 *
 * @param account that the room's lists name
 */
public record Departure(Jid account) implements Kept {}
