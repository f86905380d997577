package im.godwit.core.stream;

import im.godwit.xml.Element;
import im.godwit.xml.Name;
import im.godwit.xml.Namespaces;
import im.godwit.xml.Node;
import java.util.ArrayList;
import java.util.List;

/** The content namespace of a component's stream (XEP-0114 §3), and the way from it to that of all stanzas inside. */
final class ComponentXml {
    static final String NAMESPACE = "jabber:component:accept";

    static final Name HANDSHAKE = new Name(NAMESPACE, "handshake");

    private ComponentXml() {}

    /**
     * A stanza of a component as it is inside the server: in {@code jabber:client}, and its children of the content
     * namespace too. What stands in elements of other namespaces, such as a forwarded message (XEP-0297), is not
     * content and stays as it is.
     */
    static Element toClient(Element element) {
        List<Node> children = new ArrayList<>(element.children().size());
        for (Node child : element.children()) {
            children.add(child instanceof Element e && e.namespace().equals(NAMESPACE) ? toClient(e) : child);
        }
        return Element.of(new Name(Namespaces.CLIENT, element.local()), element.attributes(), children);
    }
}
