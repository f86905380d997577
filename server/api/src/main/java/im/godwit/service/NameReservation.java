package im.godwit.service;

import im.godwit.jid.Jid;

/**
 * Keeps names from people who make accounts for themselves; what operators make is not concerned. Contribute it with
 * {@link im.godwit.plugin.Host#contribute}. May be asked from any thread.
 */
@FunctionalInterface
public interface NameReservation {
    /** Whether nobody may take this account by registering it. */
    boolean covers(Jid account);
}
