package im.godwit.service;

import im.godwit.jid.Jid;
import im.godwit.plugin.Event;
import im.godwit.xml.Element;
import java.util.Optional;

/**
 * The vCards of a host's accounts in the form of vCard4 (XEP-0292), which are for everybody to see; provided by the
 * vcard plugin. May be called from any thread; blocks.
 */
public interface Vcards {
    /** The {@code vcard} element of an account; made of its older vCard where nobody has written one. */
    Optional<Element> find(Jid account);

    /**
     * Takes over what a client published as its account's vCard4, and changes the older vCard after it as far as the
     * two have counterparts; durable when this returns.
     *
     * @param requester the full JID of the account's client
     * @param vcard the whole {@code vcard} element
     * @throws im.godwit.stanza.StanzaException {@code policy-violation} if it is too large; nothing is changed then
     */
    void replace(Jid requester, Element vcard);

    /**
     * A vCard4 was changed, by whatever means, such as by a client that knows the older form alone. It is durable; the
     * client has not been answered yet.
     *
     * @param requester the full JID of the account's client
     * @param vcard the {@code vcard} element as it is now; empty where all of it was removed
     */
    record Changed(Jid requester, Element vcard) implements Event {}
}
