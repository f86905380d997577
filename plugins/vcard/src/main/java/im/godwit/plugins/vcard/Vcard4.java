package im.godwit.plugins.vcard;

import im.godwit.xml.Element;
import im.godwit.xml.Name;
import im.godwit.xml.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/** Words that the two directions between vcard-temp and vCard4 share (XEP-0292 §11, RFC 6351). */
final class Vcard4 {
    static final String NAMESPACE = "urn:ietf:params:xml:ns:vcard-4.0";

    /** The root element (XEP-0292 §3). */
    static final Name NAME = new Name(NAMESPACE, "vcard");

    private Vcard4() {}

    /** The text of a child in the same namespace, without space around it; nothing where that is empty. */
    static Optional<String> text(Element parent, String local) {
        return parent.child(new Name(parent.namespace(), local)).flatMap(Vcard4::text);
    }

    /** The text of an element, without space around it; nothing where that is empty. */
    static Optional<String> text(Element element) {
        return Optional.of(element.text().strip()).filter(Predicate.not(String::isEmpty));
    }

    /** The texts of all children of a name in the same namespace. */
    static List<String> texts(Element parent, String local) {
        return parent.elements(new Name(parent.namespace(), local))
                .flatMap(child -> text(child).stream())
                .toList();
    }

    /**
     * A card with what another one, of the other form, says: of its properties that have a counterpart there, those
     * that say the same stay as they are, with all that only this form can express; those that say something else go,
     * and what is new comes at the end. Properties without a counterpart stay.
     *
     * @param there makes a property of this form of one of the other
     * @param back makes a property of the other form of one of this
     */
    static Element following(
            Element card,
            Element other,
            Function<Element, Optional<Element>> there,
            Function<Element, Optional<Element>> back) {
        List<Element> wanted = new ArrayList<>();
        other.elements()
                .forEach(property -> there.apply(property)
                        .filter(made -> back.apply(made).isPresent())
                        .ifPresent(wanted::add));
        List<Element> said = new ArrayList<>(
                wanted.stream().map(made -> back.apply(made).orElseThrow()).toList());
        List<Node> children = new ArrayList<>();
        for (Node child : card.children()) {
            Optional<Element> says = child instanceof Element property ? back.apply(property) : Optional.empty();
            int found = says.map(said::indexOf).orElse(-1);
            if (found >= 0) {
                said.remove(found);
                wanted.remove(found);
            }
            if (says.isEmpty() || found >= 0) {
                children.add(child);
            }
        }
        children.addAll(wanted);
        return card.withChildren(children);
    }
}
