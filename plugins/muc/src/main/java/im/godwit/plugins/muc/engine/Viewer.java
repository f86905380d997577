package im.godwit.plugins.muc.engine;

import im.godwit.jid.Jid;

/**
 * A client that is shown an occupant.
 *
 * @param session its full JID
 * @param self whether it is the occupant's own
 * @param seesJid whether it may see the real JID
 */
public record Viewer(Jid session, boolean self, boolean seesJid) {}
