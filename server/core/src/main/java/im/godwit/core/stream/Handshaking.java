package im.godwit.core.stream;

import im.godwit.core.transport.StreamCondition;
import im.godwit.core.transport.StreamHeader;
import im.godwit.plugin.Implements;
import im.godwit.xml.Element;

/**
 * A component must prove that it knows its secret, at the first attempt (XEP-0114 §3).
 *
 * @param stream the stream
 * @param component who it says it is
 * @param id of the stream
 */
@Implements(value = "XEP-0114", version = "1.6", without = "connections from the server to the component")
record Handshaking(Stream stream, ComponentHost component, String id) implements StreamState {
    private static final Element GREETING = Element.of(ComponentXml.HANDSHAKE);

    @Override
    public StreamState onHeader(StreamHeader header) {
        throw new StreamException(StreamCondition.NOT_AUTHORIZED.error("the handshake must come next"));
    }

    @Override
    public StreamState onElement(Element element) {
        if (!element.is(ComponentXml.HANDSHAKE)) {
            // RFC 6120 §4.9.3.12: stanzas before it proved who it is
            throw new StreamException(StreamCondition.NOT_AUTHORIZED.error("the handshake must come next"));
        }
        if (!component.isProof(id, element.text())) {
            throw new StreamException(StreamCondition.NOT_AUTHORIZED.error());
        }
        stream.transport().authenticated();
        // only who knows the secret learns whether the component is connected
        if (!component.connect(stream, () -> stream.send(GREETING))) {
            throw new StreamException(StreamCondition.CONFLICT.error("the component is connected already"));
        }
        stream.bound(component.domain());
        return new ComponentOpen(stream, component);
    }
}
