package im.godwit.service;

import im.godwit.jid.Jid;

/** Who administers a host with accounts; provided by the administration plugin. May be called by many threads. */
public interface Administration {
    /** Whether an account, or the account of a client, administers the host. */
    boolean isAdministrator(Jid jid);
}
