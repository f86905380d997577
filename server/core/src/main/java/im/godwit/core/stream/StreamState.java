package im.godwit.core.stream;

import im.godwit.core.transport.StreamHeader;
import im.godwit.xml.Element;
import java.util.List;

/**
 * Where a client's stream stands:
 *
 * <pre>
 * Opening ──header──▶ Authenticating ──starttls──▶ Opening (encrypted)
 *    ▲                      │
 *    └──────success─────────┘
 * Opening (authenticated) ──header──▶ Binding ──bind, resume──▶ Open
 * Authenticating ──success (SASL2)──▶ Binding, or Open where inline
 * any ──end, error, loss──▶ Closed
 * </pre>
 *
 * <p>or a component's (XEP-0114):
 *
 * <pre>
 * ComponentOpening ──header──▶ Handshaking ──handshake──▶ ComponentOpen
 * </pre>
 *
 * <p>Handles one event at a time, on the stream's thread, and answers the state that follows.
 */
sealed interface StreamState
        permits Opening, Authenticating, Binding, Open, ComponentOpening, Handshaking, ComponentOpen, Closed {
    /**
     * A stream header came.
     *
     * @throws StreamException to end the stream
     */
    StreamState onHeader(StreamHeader header);

    /**
     * A first-level child came.
     *
     * @throws StreamException to end the stream
     */
    StreamState onElement(Element element);

    /**
     * Whitespace came before the client has authenticated.
     *
     * @throws StreamException to end the stream
     */
    default void onSpace() {}

    /** The stream is about to be closed from our side; something may still be said. */
    default void beforeClose() {}

    /**
     * The stream is over, by the peer's will or with an error. The peer sees its end when this has returned: whoever
     * connects again then finds nothing left of it.
     */
    default Closed onClosed() {
        return Closed.WITHOUT_SESSION;
    }

    /**
     * The connection is gone without the end of the stream.
     *
     * @param undelivered what the peer may not have got, where the transport knows
     */
    default Closed onLost(List<Element> undelivered) {
        return Closed.WITHOUT_SESSION;
    }
}
