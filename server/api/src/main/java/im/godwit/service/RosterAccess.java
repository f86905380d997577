package im.godwit.service;

import im.godwit.stanza.Iq;

/**
 * Lets others than an account's own clients get or set its roster, as the server's administrators allow (XEP-0356).
 * Contribute it with {@link im.godwit.plugin.Host#contribute}. For any thread.
 */
@FunctionalInterface
public interface RosterAccess {
    /**
     * Whether a request for the roster of an account, to its bare JID, is let through.
     *
     * @return false for somebody who is not known here
     * @throws im.godwit.stanza.StanzaException {@code forbidden} for somebody who is, and may not do this
     */
    boolean admits(Iq request);
}
