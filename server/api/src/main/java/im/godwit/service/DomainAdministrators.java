package im.godwit.service;

import im.godwit.jid.Jid;
import im.godwit.plugin.Host;

/** Who administers this domain over XMPP; provided by the administration plugin. May be asked from any thread. */
@FunctionalInterface
public interface DomainAdministrators {
    /** Whether this address, bare or full, is an administrator's. */
    boolean contain(Jid requester);

    /**
     * Whether somebody administers the host that a service belongs to, by its name; administrators of one host have no
     * say in the services of another.
     *
     * @param requester bare or full
     */
    static boolean ofService(Host service, Jid requester) {
        return service.domain().domain().endsWith("." + requester.domain())
                && service.find(requester.domainJid(), DomainAdministrators.class)
                        .filter(administrators -> administrators.contain(requester))
                        .isPresent();
    }
}
