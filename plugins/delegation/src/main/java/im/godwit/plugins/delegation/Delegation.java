package im.godwit.plugins.delegation;

import im.godwit.jid.Jid;
import im.godwit.xml.Element;
import java.util.List;

/**
 * One delegated namespace.
 *
 * @param attributes which the child of a request must have (§3, "filtering attribute")
 * @param component the managing entity
 */
record Delegation(String namespace, List<String> attributes, Jid component) {
    /** Whether a request with this child is delegated (§4.3). */
    boolean covers(Element payload) {
        return payload.namespace().equals(namespace)
                && attributes.stream().allMatch(name -> payload.attribute(name).isPresent());
    }

    /** What the managing entity is told (§4.2). */
    Element toElement() {
        return Element.builder(Vocabulary.DELEGATED)
                .attribute("namespace", namespace)
                .addAll(attributes.stream()
                        .map(name -> Element.builder(Vocabulary.ATTRIBUTE)
                                .attribute("name", name)
                                .build())
                        .toList())
                .build();
    }
}
