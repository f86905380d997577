package im.godwit.service;

import im.godwit.jid.Jid;
import im.godwit.stanza.Stanza;

/**
 * The external components of this server (XEP-0114); provided by the core on every host. What comes from the domain of
 * one comes from its stream: nobody else can use such an address. For any thread.
 */
public interface ExternalComponents {
    /** Whether a component of this domain is configured; it need not be connected. */
    boolean contains(Jid domain);

    /**
     * Sends something to the component at the domain of its {@code to}, as it is and without hooks; never waits for it.
     *
     * @return false if the component is not connected; nobody is told then
     */
    boolean send(Stanza stanza);
}
