package im.godwit.service;

import im.godwit.stanza.StanzaException;
import im.godwit.xml.Element;

/** Reads XML that does not come in a stream; provided by the core on every host. May be called by many threads. */
public interface Documents {
    /**
     * Reads one document, with the restrictions and limits that a stanza has (RFC 6120 §11.1).
     *
     * @param document in UTF-8
     * @throws StanzaException {@code bad-request} with a text for people, if it is not well-formed or not permitted
     */
    Element parse(byte[] document);
}
