package im.godwit.core.transport;

import im.godwit.xml.Element;
import java.util.List;

/**
 * Where a transport reports what it reads. Called by one thread at a time, in the order of the wire; never blocks: the
 * stream works on a thread of its own and asks the transport to {@linkplain Transport#pauseInput pause} when it cannot
 * keep up.
 */
public interface StreamInput {
    /** A stream header came, the first or that of a restart. */
    void header(StreamHeader header);

    /** A complete first-level child of the stream came. */
    void element(Element element);

    /** Whitespace came between children of the stream, from a peer that has not authenticated. */
    default void space() {}

    /**
     * All that waited for the peer has left, after it was {@linkplain Transport#isCongested too much}. Any thread may
     * call this, beside the other calls and after the last of them.
     */
    default void relieved() {}

    /** The peer closed its stream: {@code </stream:stream>} or its equal (RFC 6120 §4.4). */
    void end();

    /** What came cannot be accepted, such as XML that is not well-formed: the stream ends with this error. */
    void fault(StreamError error);

    /** The transport is gone without the end of the stream. No call follows this one. */
    void lost();

    /**
     * The transport is gone, and the peer may not have these elements: it never showed that it got them. In the order
     * of {@link Transport#send}. Transports that know this call it in place of {@link #lost()}.
     *
     * @param undelivered stanzas in {@code jabber:client}
     */
    default void lost(List<Element> undelivered) {
        lost();
    }
}
