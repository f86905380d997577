package im.godwit.core.stream;

import im.godwit.jid.Jid;
import im.godwit.xml.Element;
import java.util.List;

/** A bound session as its stream sees it. All methods are called on the stream's thread. */
public interface StreamSession {
    Jid jid();

    /**
     * Takes a stanza from the client: stamps it, checks it and has it routed. Errors in the stanza are answered; may
     * block. When it returns, all that the stanza causes is done, and what of it must last is on disk.
     *
     * @param stanza an element named message, presence or iq in {@code jabber:client}
     * @throws StreamException where the stanza ends the stream, as a false {@code from} does (RFC 6120 §8.1.2.1)
     */
    void accept(Element stanza);

    /**
     * Has stanzas counted from now on in both directions, and tells the client so (XEP-0198 §3).
     *
     * @return the session to go on with
     */
    ManagedStreamSession enable(StreamManagement.Enable request);

    /** The client is not looked at: what can wait is held back (XEP-0352 §4.2). */
    void inactive();

    /** The client is looked at again; what was held back leaves before this returns (XEP-0352 §5.1). */
    void active();

    /**
     * The stream is over, by the client's will or with an error, and the session with it. When this returns, what the
     * client has not acknowledged is elsewhere.
     */
    void closed();

    /**
     * The connection is gone without the end of the stream. A session that can be resumed waits for its client.
     *
     * @param undelivered stanzas of which the transport knows that the client may not have them
     */
    void lost(List<Element> undelivered);

    /**
     * Takes back what the transport could not bring to the client before the stream was {@linkplain #closed closed}.
     */
    void undelivered(List<Element> stanzas);
}
