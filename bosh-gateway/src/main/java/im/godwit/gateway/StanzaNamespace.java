package im.godwit.gateway;

import im.godwit.xml.Element;
import im.godwit.xml.Name;
import im.godwit.xml.Namespaces;
import im.godwit.xml.Node;
import im.godwit.xml.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Gives stanzas their namespace back. Many clients leave it out inside a body, as if what belongs to
 * {@code jabber:client} also belonged to the body's own namespace (XEP-0206 §2).
 */
final class StanzaNamespace {
    private static final Set<String> STANZAS = Set.of("message", "presence", "iq");

    private StanzaNamespace() {}

    /** The payload, in {@code jabber:client} where it is a stanza without a namespace of its own. */
    static Element restore(Element payload) {
        return payload.namespace().equals(BoshBody.HTTPBIND) && STANZAS.contains(payload.local())
                ? inClient(payload)
                : payload;
    }

    private static Element inClient(Element element) {
        List<Node> children = new ArrayList<>(element.children().size());
        for (Node node : element.children()) {
            children.add(
                    switch (node) {
                        case Element child when child.namespace().equals(BoshBody.HTTPBIND) -> inClient(child);
                        case Element child -> child;
                        case Text text -> text;
                    });
        }
        return Element.of(new Name(Namespaces.CLIENT, element.local()), element.attributes(), children);
    }
}
