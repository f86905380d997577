package im.godwit.xml;

import java.nio.charset.StandardCharsets;

/**
 * Writes elements as UTF-8 XML. Elements get default namespace declarations where their namespace differs from their
 * parent's; attributes in a namespace get a prefix. Nothing that was parsed is ever forwarded as raw bytes, so what a
 * receiver's parser sees is exactly the tree.
 */
public final class ElementWriter {
    private static final String STREAMS = "http://etherx.jabber.org/streams";

    private ElementWriter() {}

    /**
     * The element as bytes.
     *
     * @param inherited the default namespace in force where the bytes will stand; {@code jabber:client} inside a
     *     client's stream
     * @throws IllegalArgumentException if a text holds a character that XML 1.0 forbids
     */
    public static byte[] toBytes(Element element, String inherited) {
        Utf8Output out = new Utf8Output(512);
        write(element, inherited, out);
        return out.toByteArray();
    }

    /** The element as text; see {@link #toBytes}. */
    public static String toText(Element element, String inherited) {
        return new String(toBytes(element, inherited), StandardCharsets.UTF_8);
    }

    /** Appends the element to {@code out}; see {@link #toBytes}. */
    public static void write(Element element, String inherited, Utf8Output out) {
        String namespace = element.namespace();
        // RFC 6120 §4.8.5: elements of the streams namespace carry the conventional prefix, which the header declares
        boolean prefixed = namespace.equals(STREAMS) && !inherited.equals(STREAMS);
        out.ascii('<');
        if (prefixed) {
            out.ascii("stream:");
        }
        out.name(element.local());
        if (!prefixed && !namespace.equals(inherited)) {
            out.ascii(" xmlns='");
            out.attributeValue(namespace);
            out.ascii('\'');
        }
        writeAttributes(element, out);
        if (element.children().isEmpty()) {
            out.ascii("/>");
            return;
        }
        out.ascii('>');
        String scope = prefixed ? inherited : namespace;
        if (element.writing() == Writing.EACH_TIME) {
            writeContent(element, scope, out);
        } else {
            out.written(element.writing().content(element, scope));
        }
        out.ascii("</");
        if (prefixed) {
            out.ascii("stream:");
        }
        out.name(element.local());
        out.ascii('>');
    }

    static void writeContent(Element element, String scope, Utf8Output out) {
        for (Node node : element.children()) {
            switch (node) {
                case Element child -> write(child, scope, out);
                case Text text -> out.characterData(text.value());
            }
        }
    }

    private static void writeAttributes(Element element, Utf8Output out) {
        int declared = 0;
        for (int i = 0, size = element.attributes().size(); i < size; i++) {
            Attribute attribute = element.attributes().get(i);
            String namespace = attribute.name().namespace();
            out.ascii(' ');
            if (namespace.equals(Name.XML)) {
                out.ascii("xml:");
            } else if (!namespace.isEmpty()) {
                String prefix = "ns" + declared++;
                out.ascii("xmlns:" + prefix + "='");
                out.attributeValue(namespace);
                out.ascii("' " + prefix + ":");
            }
            out.name(attribute.name().local());
            out.ascii("='");
            out.attributeValue(attribute.value());
            out.ascii('\'');
        }
    }
}
