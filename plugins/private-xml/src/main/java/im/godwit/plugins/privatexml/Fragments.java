package im.godwit.plugins.privatexml;

import im.godwit.stanza.Condition;
import im.godwit.stanza.StanzaException;
import im.godwit.xml.Element;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/**
 * The content of a request, by namespace: what a client stores under it, or asks for.
 *
 * @param byNamespace at least one, each with at least one element
 */
record Fragments(SequencedMap<String, List<Element>> byNamespace) {
    /** Names are keys in the database, where keys are short. */
    private static final int MAX_NAMESPACE = 255;

    /**
     * Reads the content.
     *
     * @throws StanzaException {@code not-acceptable} without any element, or for one whose namespace is not its own or
     *     reserved (§2.3)
     */
    static Fragments of(Element query) {
        SequencedMap<String, List<Element>> fragments = new LinkedHashMap<>();
        for (Element element : query.elements()) {
            requireOwn(element.namespace());
            fragments
                    .computeIfAbsent(element.namespace(), n -> new ArrayList<>())
                    .add(element);
        }
        if (fragments.isEmpty()) {
            // §2.3: bad-format is preferred for a get, and is no condition that RFC 6120 §8.3.3 knows
            throw Condition.NOT_ACCEPTABLE.error("an element is needed").thrown();
        }
        return new Fragments(fragments);
    }

    private static void requireOwn(String namespace) {
        boolean reserved = namespace.isEmpty()
                || namespace.startsWith("jabber:")
                || namespace.startsWith("http://jabber.org/")
                || namespace.equals("vcard-temp");
        if (reserved || namespace.length() > MAX_NAMESPACE) {
            throw Condition.NOT_ACCEPTABLE
                    .error("this namespace is reserved, or too long")
                    .thrown();
        }
    }

    /**
     * The one namespace of a get, with its elements.
     *
     * @throws StanzaException {@code bad-request} if there are more (§2.3)
     */
    Map.Entry<String, List<Element>> only() {
        if (byNamespace.size() > 1) {
            throw Condition.BAD_REQUEST.error("ask for one namespace").thrown();
        }
        return byNamespace.firstEntry();
    }
}
