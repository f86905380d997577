package im.godwit.plugins.pubsub.engine;

import im.godwit.xml.Element;
import im.godwit.xml.ElementWriter;

/**
 * What an item holds: one XML element, which the engine does not look into.
 *
 * @param element the element
 * @param size how many bytes it is as text
 */
public record Payload(Element element, int size) {
    /** A payload that was published. */
    public static Payload of(Element element) {
        return new Payload(element, ElementWriter.toBytes(element, "").length);
    }

    boolean isOf(String namespace) {
        return element.namespace().equals(namespace);
    }
}
