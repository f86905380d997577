package im.godwit.plugins.pubsub.engine;

import im.godwit.service.XmlReader;
import im.godwit.xml.Element;
import im.godwit.xml.ElementWriter;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * What an item holds: one XML element, which the engine does not look into. Kept as text and read only when somebody
 * wants to see it. Immutable; threads may share it.
 */
public final class Payload {
    private final String xml;
    private final int bytes;
    private final Optional<Element> element;

    private Payload(String xml, int bytes, Optional<Element> element) {
        this.xml = xml;
        this.bytes = bytes;
        this.element = element;
    }

    /** A payload that was published. */
    public static Payload of(Element element) {
        byte[] written = ElementWriter.toBytes(element, "");
        return new Payload(new String(written, StandardCharsets.UTF_8), written.length, Optional.of(element));
    }

    /** A payload from the store. */
    public static Payload stored(String xml) {
        return new Payload(xml, xml.getBytes(StandardCharsets.UTF_8).length, Optional.empty());
    }

    /** The payload as text, for the store. */
    public String xml() {
        return xml;
    }

    /** How large it is, in bytes. */
    public int size() {
        return bytes;
    }

    /** The payload as XML. */
    public Element element(XmlReader reader) {
        return element.orElseGet(() -> reader.read(xml));
    }

    boolean isOf(String namespace) {
        return element.map(Element::namespace).filter(namespace::equals).isPresent();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Payload that && xml.equals(that.xml);
    }

    @Override
    public int hashCode() {
        return xml.hashCode();
    }

    @Override
    public String toString() {
        return xml;
    }
}
