package im.godwit.service;

import im.godwit.jid.Jid;

/** Who administers this domain over XMPP; provided by the administration plugin. May be asked from any thread. */
@FunctionalInterface
public interface DomainAdministrators {
    /** Whether this address, bare or full, is an administrator's. */
    boolean contain(Jid requester);
}
