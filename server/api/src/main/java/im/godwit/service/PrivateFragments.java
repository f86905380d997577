package im.godwit.service;

import im.godwit.jid.Jid;
import im.godwit.xml.Element;
import java.util.List;
import java.util.Optional;

/**
 * Private XML (XEP-0049) of one namespace that another plugin keeps, because it shows the same in other ways too.
 * Contribute it with {@link im.godwit.plugin.Host#contribute}. May be called by many threads; blocks.
 */
public interface PrivateFragments {
    /** The namespace of the elements. */
    String namespace();

    /** What is kept for an account; nothing where this keeps nothing for it. */
    Optional<List<Element>> load(Jid account);

    /**
     * Replaces what is kept; durable when this returns.
     *
     * @param requester the full JID of the account's client
     * @param content all there shall be
     * @return what to do once the requester has its answer; nothing if this does not keep it, and private XML is to
     * @throws im.godwit.stanza.StanzaException to refuse it; nothing is changed then
     */
    Optional<Runnable> save(Jid requester, List<Element> content);

    /**
     * Takes over what private XML has kept so far, beside what is kept here; durable when this returns.
     *
     * @param requester the full JID of the account's client
     * @return what to do once the client is ready to be told; nothing if this does not keep it
     * @throws im.godwit.stanza.StanzaException if it cannot be kept here; nothing is changed then
     */
    Optional<Runnable> adopt(Jid requester, List<Element> content);
}
