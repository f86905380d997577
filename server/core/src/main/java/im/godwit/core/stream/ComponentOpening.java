package im.godwit.core.stream;

import im.godwit.core.transport.ServerHeader;
import im.godwit.core.transport.StreamCondition;
import im.godwit.core.transport.StreamHeader;
import im.godwit.jid.Jid;
import im.godwit.xml.Element;
import im.godwit.xml.Namespaces;
import java.util.Optional;

/**
 * The stream header of a component must come (XEP-0114 §3).
 *
 * @param stream the stream
 * @param components who may connect
 */
record ComponentOpening(Stream stream, ComponentHosts components) implements StreamState {
    @Override
    public StreamState onHeader(StreamHeader header) {
        // §3: unlike that of a client, its 'to' is the component's own name
        Optional<ComponentHost> component = header.to()
                .flatMap(Jid::tryParse)
                .filter(to -> !to.hasLocal() && to.isBare())
                .flatMap(to -> components.find(to.domain()));
        String id = Stream.newId();
        // RFC 6120 §4.9.1.1: our header goes out even where an error follows it
        stream.open(new ServerHeader(
                component.map(c -> c.domain().toString()), Optional.empty(), id, "en", ComponentXml.NAMESPACE));
        check(header);
        return new Handshaking(
                stream,
                component.orElseThrow(() -> new StreamException(
                        StreamCondition.HOST_UNKNOWN.error("no component of that name is configured"))),
                id);
    }

    private static void check(StreamHeader header) {
        if (!header.root().namespace().equals(Namespaces.STREAMS)) {
            throw new StreamException(StreamCondition.INVALID_NAMESPACE.error()); // RFC 6120 §4.9.3.10
        }
        if (!header.root().local().equals("stream")) {
            throw new StreamException(StreamCondition.BAD_FORMAT.error()); // RFC 6120 §4.9.3.1
        }
        if (!header.content().equals(ComponentXml.NAMESPACE)) {
            // §3
            throw new StreamException(
                    StreamCondition.INVALID_NAMESPACE.error("streams here carry " + ComponentXml.NAMESPACE));
        }
    }

    @Override
    public StreamState onElement(Element element) {
        throw new StreamException(StreamCondition.BAD_FORMAT.error("a stream header must come first"));
    }
}
