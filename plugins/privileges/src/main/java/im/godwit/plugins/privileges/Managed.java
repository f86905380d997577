package im.godwit.plugins.privileges;

import im.godwit.jid.Jid;
import im.godwit.plugin.Host;
import im.godwit.service.Accounts;
import im.godwit.service.AnonymousAccounts;

/** Which addresses are managed entities: those of the accounts of one domain. */
final class Managed {
    private final Host host;

    Managed(Host host) {
        this.host = host;
    }

    /** Whether an address is the bare JID of an account. */
    boolean isAccount(Jid address) {
        return address.hasLocal()
                && address.isBare()
                && address.domainJid().equals(host.domain())
                && (host.require(Accounts.class).exists(address)
                        || host.require(AnonymousAccounts.class).contains(address));
    }
}
