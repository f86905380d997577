package im.godwit.core.stream;

import im.godwit.core.transport.StreamHeader;
import im.godwit.xml.Element;

/** The stream is over; what still comes is ignored (RFC 6120 §4.4). */
record Closed() implements StreamState {
    @Override
    public StreamState onHeader(StreamHeader header) {
        return this;
    }

    @Override
    public StreamState onElement(Element element) {
        return this;
    }
}
