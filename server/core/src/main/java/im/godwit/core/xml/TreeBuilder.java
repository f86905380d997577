package im.godwit.core.xml;

import static im.godwit.core.transport.StreamCondition.NOT_WELL_FORMED;
import static im.godwit.core.transport.StreamCondition.POLICY_VIOLATION;

import im.godwit.xml.Attribute;
import im.godwit.xml.Element;
import im.godwit.xml.Name;
import im.godwit.xml.Node;
import im.godwit.xml.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.xml.stream.XMLStreamReader;

/**
 * Builds elements from a reader's events and enforces the {@link ParseLimits} on their shape. Not for use by several
 * threads.
 */
final class TreeBuilder {
    private static final Names NAMES = new Names();

    private ParseLimits limits;
    private Open innermost;
    private int depth;
    private int elements;
    private String text = "";
    private StringBuilder longText;

    TreeBuilder(ParseLimits limits) {
        this.limits = limits;
    }

    /** An element whose end has not come yet. */
    private static final class Open {
        final Open parent;
        final Name name;
        final List<Attribute> attributes;
        List<Node> children = List.of();

        Open(Open parent, Name name, List<Attribute> attributes) {
            this.parent = parent;
            this.name = name;
            this.attributes = attributes;
        }

        void add(Node node) {
            if (children.isEmpty()) {
                children = new ArrayList<>(4);
            }
            children.add(node);
        }
    }

    void limit(ParseLimits other) {
        limits = other;
    }

    /** How many elements are open. */
    int depth() {
        return depth;
    }

    /** The start tag that the reader stands on. */
    void start(XMLStreamReader reader) throws InvalidXmlException {
        if (++elements > limits.elements()) {
            throw new InvalidXmlException(POLICY_VIOLATION, "more than " + limits.elements() + " elements at once");
        }
        if (++depth > limits.depth()) {
            throw new InvalidXmlException(POLICY_VIOLATION, "elements nested deeper than " + limits.depth());
        }
        endText();
        checkTag(reader);
        innermost = new Open(innermost, nameOf(reader), attributesOf(reader));
    }

    void text(String piece) {
        if (longText != null) {
            longText.append(piece);
        } else if (text.isEmpty()) {
            text = piece;
        } else {
            longText = new StringBuilder(text).append(piece);
        }
    }

    /** An end tag; the element if it is the outermost. */
    Optional<Element> end() {
        endText();
        Open ended = innermost;
        Element element = Element.of(ended.name, ended.attributes, ended.children);
        innermost = ended.parent;
        depth--;
        if (innermost != null) {
            innermost.add(element);
            return Optional.empty();
        }
        elements = 0;
        return Optional.of(element);
    }

    private void endText() {
        if (longText != null) {
            innermost.add(new Text(longText.toString()));
            longText = null;
            text = "";
        } else if (!text.isEmpty()) {
            innermost.add(new Text(text));
            text = "";
        }
    }

    /** Checks a start tag against the limits; also of a root that no tree is made of. */
    void checkTag(XMLStreamReader reader) throws InvalidXmlException {
        checkName(reader.getPrefix(), reader.getLocalName());
        int attributes = reader.getAttributeCount();
        if (attributes > limits.attributes()) {
            throw new InvalidXmlException(POLICY_VIOLATION, "more than " + limits.attributes() + " attributes");
        }
        for (int i = 0; i < attributes; i++) {
            checkName(reader.getAttributePrefix(i), reader.getAttributeLocalName(i));
        }
        int namespaces = reader.getNamespaceCount();
        if (namespaces > limits.namespaces()) {
            throw new InvalidXmlException(
                    POLICY_VIOLATION, "more than " + limits.namespaces() + " namespace declarations");
        }
        for (int i = 0; i < namespaces; i++) {
            String prefix = reader.getNamespacePrefix(i);
            String uri = reader.getNamespaceURI(i);
            if (prefix != null && !prefix.isEmpty()) {
                checkName("", prefix);
                // Namespaces in XML 1.0 §2.2: only the default namespace may be undeclared
                if (uri == null || uri.isEmpty()) {
                    throw new InvalidXmlException(NOT_WELL_FORMED, "a prefix bound to no namespace");
                }
            }
        }
    }

    private void checkName(String prefix, String local) throws InvalidXmlException {
        if (local.length() > limits.nameLength() || prefix != null && prefix.length() > limits.nameLength()) {
            throw new InvalidXmlException(
                    POLICY_VIOLATION, "a name longer than " + limits.nameLength() + " characters");
        }
    }

    static Name nameOf(XMLStreamReader reader) {
        return NAMES.of(orEmpty(reader.getNamespaceURI()), reader.getLocalName());
    }

    private static List<Attribute> attributesOf(XMLStreamReader reader) {
        int count = reader.getAttributeCount();
        if (count == 0) {
            return List.of();
        }
        Attribute[] found = new Attribute[count];
        for (int i = 0; i < count; i++) {
            Name name = NAMES.of(orEmpty(reader.getAttributeNamespace(i)), reader.getAttributeLocalName(i));
            found[i] = new Attribute(name, reader.getAttributeValue(i));
        }
        return List.of(found);
    }

    private static String orEmpty(String namespace) {
        return namespace == null ? "" : namespace;
    }
}
