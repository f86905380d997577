package im.godwit.gateway;

import im.godwit.core.transport.ServerHeader;
import im.godwit.core.transport.StreamHeader;
import im.godwit.xml.Element;
import im.godwit.xml.ElementWriter;
import im.godwit.xml.Name;
import im.godwit.xml.Namespaces;
import im.godwit.xml.Node;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** What RFC 7395 puts in place of the tags of a stream, and how an element stands alone in a message. */
final class WebSocketFraming {
    /** §3.3.2. */
    static final String NAMESPACE = "urn:ietf:params:xml:ns:xmpp-framing";

    private static final Name OPEN = new Name(NAMESPACE, "open");
    private static final Name CLOSE = new Name(NAMESPACE, "close");
    private static final Name STREAM = new Name(Namespaces.STREAMS, "stream");
    private static final byte[] DECLARATION =
            (" xmlns:stream='" + Namespaces.STREAMS + "'").getBytes(StandardCharsets.US_ASCII);

    private WebSocketFraming() {}

    static boolean opens(Element element) {
        return element.is(OPEN);
    }

    static boolean closes(Element element) {
        return element.is(CLOSE);
    }

    /** The stream header that an {@code <open/>} stands for (§3.4). */
    static StreamHeader header(Element open) {
        return new StreamHeader(
                STREAM,
                Namespaces.CLIENT,
                open.attribute("to"),
                open.attribute("from"),
                open.attribute("version"),
                open.lang());
    }

    /** Our {@code <open/>}. */
    static byte[] open(ServerHeader header) {
        Element open = Element.builder(OPEN)
                .attribute("from", header.from())
                .attribute("to", header.to())
                .attribute("id", header.id())
                .attribute("version", "1.0")
                .attribute(new Name(Name.XML, "lang"), header.lang())
                .build();
        return ElementWriter.toBytes(open, "");
    }

    /** Our {@code <close/>}, with where to go instead if there is such a place (§3.6.1). */
    static byte[] close(Optional<URI> seeOther) {
        Element close = Element.builder(CLOSE)
                .attribute("see-other-uri", seeOther.map(URI::toString))
                .build();
        return ElementWriter.toBytes(close, "");
    }

    /** Writes an element with all the declarations that it needs without a parent (§3.3.3). */
    static byte[] message(Element element) {
        byte[] xml = ElementWriter.toBytes(element, "");
        return usesStreams(element) ? declareStreams(xml) : xml;
    }

    // At any depth: a client may put such an element into a message to another.
    private static boolean usesStreams(Element element) {
        if (element.namespace().equals(Namespaces.STREAMS)) {
            return true;
        }
        for (Node node : element.children()) {
            if (node instanceof Element child && usesStreams(child)) {
                return true;
            }
        }
        return false;
    }

    private static byte[] declareStreams(byte[] xml) {
        int name = 1;
        while (xml[name] != ' ' && xml[name] != '/' && xml[name] != '>') {
            name++;
        }
        ByteArrayOutputStream declared = new ByteArrayOutputStream(xml.length + DECLARATION.length);
        declared.write(xml, 0, name);
        declared.writeBytes(DECLARATION);
        declared.write(xml, name, xml.length - name);
        return declared.toByteArray();
    }
}
