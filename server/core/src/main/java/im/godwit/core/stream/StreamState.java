package im.godwit.core.stream;

import im.godwit.core.transport.StreamHeader;
import im.godwit.xml.Element;
import java.util.List;

/**
 * Where a client's stream stands.
 *
 * <pre>
 * Opening ──header──▶ Authenticating ──starttls──▶ Opening (encrypted)
 *    ▲                      │
 *    └──────success─────────┘
 * Opening (authenticated) ──header──▶ Binding ──bind──▶ Open
 * any ──end, error, loss──▶ Closed
 * </pre>
 *
 * <p>Handles one event at a time, on the stream's thread, and answers the state that follows.
 */
sealed interface StreamState permits Opening, Authenticating, Binding, Open, Closed {
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
     * The stream is over.
     *
     * @param undelivered what the peer may not have got
     */
    default Closed onClosed(List<Element> undelivered) {
        return new Closed(stanza -> {});
    }
}
