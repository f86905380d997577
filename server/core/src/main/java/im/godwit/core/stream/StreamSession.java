package im.godwit.core.stream;

import im.godwit.jid.Jid;
import im.godwit.xml.Element;

/** A bound session as its stream sees it. */
public interface StreamSession {
    Jid jid();

    /**
     * Takes a stanza from the client, on the stream's thread: stamps it, checks it and has it routed. Errors in the
     * stanza are answered; may block.
     *
     * @param stanza an element named message, presence or iq in {@code jabber:client}
     * @throws StreamException where the stanza ends the stream, as a false {@code from} does (RFC 6120 §8.1.2.1)
     */
    void accept(Element stanza);

    /** The stream is over; called once, on the stream's thread. */
    void unbind();

    /**
     * Takes back a stanza that was sent and that the client may never have got; it goes the way of one to a resource
     * that is not there. Called after {@link #unbind}.
     */
    void undelivered(Element stanza);
}
