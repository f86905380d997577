package im.godwit.service;

import im.godwit.jid.Jid;
import im.godwit.plugin.Event;

/**
 * Whom the accounts of a host block (XEP-0191); provided by the blocking plugin. It refuses what passes its hooks. Who
 * sends something for an account without them, or delivers later what was kept, asks here first.
 */
public interface Blocklists {
    /**
     * Whom an account blocks; held in memory for accounts that are in use.
     *
     * @throws im.godwit.store.StoreException if it cannot be known now
     */
    Blocklist of(Jid account);

    /**
     * Whether communication between an account and an address is blocked. That with itself never is (XEP-0191 §5), nor
     * that with its own server, without which nothing could be unblocked.
     */
    default boolean blocks(Jid account, Jid other) {
        return of(account).covers(other) && !other.sameBare(account) && !other.equals(account.domainJid());
    }

    /** An account's list was changed; the change is durable and in force. */
    record Changed(Jid account, Blocklist before, Blocklist after) implements Event {}
}
