package im.godwit.core.stream;

import im.godwit.core.transport.StreamHeader;
import im.godwit.xml.Element;
import java.util.List;
import java.util.function.Consumer;

/**
 * The stream is over; what still comes is ignored (RFC 6120 §4.4).
 *
 * @param undelivered takes what a transport could not bring to the client before the end
 */
record Closed(Consumer<List<Element>> undelivered) implements StreamState {
    /** The end of a stream that had no session. */
    static final Closed WITHOUT_SESSION = new Closed(stanzas -> {});

    @Override
    public StreamState onHeader(StreamHeader header) {
        return this;
    }

    @Override
    public StreamState onElement(Element element) {
        return this;
    }
}
