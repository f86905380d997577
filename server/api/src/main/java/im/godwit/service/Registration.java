package im.godwit.service;

import im.godwit.plugin.Peer;

/** In-band registration (XEP-0077) as other plugins see it; provided by the registration plugin. */
@FunctionalInterface
public interface Registration {
    /**
     * Whether somebody who shows an {@link Invitation} may register over this connection, be registration open to
     * others or not.
     */
    boolean takesInvited(Peer peer);
}
