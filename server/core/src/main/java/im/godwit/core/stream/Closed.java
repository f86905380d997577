package im.godwit.core.stream;

import im.godwit.core.transport.StreamHeader;
import im.godwit.xml.Element;
import java.util.function.Consumer;

/**
 * The stream is over; what still comes is ignored (RFC 6120 §4.4).
 *
 * @param tooLate takes stanzas that others send to the client now, having found its session before it ended
 */
record Closed(Consumer<Element> tooLate) implements StreamState {
    @Override
    public StreamState onHeader(StreamHeader header) {
        return this;
    }

    @Override
    public StreamState onElement(Element element) {
        return this;
    }
}
