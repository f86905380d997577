package im.godwit.plugins.muc;

import im.godwit.archive.Retraction;
import im.godwit.jid.Jid;
import im.godwit.plugins.muc.engine.Refusal;
import im.godwit.stanza.Stanza;
import im.godwit.xml.Attribute;
import im.godwit.xml.Element;
import im.godwit.xml.Node;
import im.godwit.xml.Text;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What a client sends through a room: its stanza without addresses and without what only the room may say. */
final class Content {
    private static final Set<String> ADDRESSES = Set.of("from", "to");

    /** Quotes, spaces and brackets of a tag, about. */
    private static final int MARKUP = 5;

    /** In characters. */
    private static final int MAX_REASON = 1024;

    private Content() {}

    /** §17.3, XEP-0421 §3.3: a stanza as it may be reflected. */
    static Element of(Stanza stanza, Jid room) {
        Element element = stanza.element();
        List<Attribute> attributes = element.attributes().stream()
                .filter(attribute -> !attribute.name().namespace().isEmpty()
                        || !ADDRESSES.contains(attribute.name().local()))
                .toList();
        List<Node> children = element.children().stream()
                .filter(node -> !(node instanceof Element child && isForTheRoomToSay(child, room)))
                .toList();
        return Element.of(element.name(), attributes, children);
    }

    private static boolean isForTheRoomToSay(Element child, Jid room) {
        boolean ofRooms = child.namespace().equals(Vocabulary.MUC)
                || child.namespace().equals(Vocabulary.USER)
                || child.is(Vocabulary.OCCUPANT_ID)
                || child.is(Retraction.RETRACTED)
                || child.is(HatXml.HATS);
        boolean inItsName = child.is(Vocabulary.DELAY) && isRoom(child, "from", room)
                || child.is(Vocabulary.STANZA_ID) && isRoom(child, "by", room);
        return ofRooms || inItsName;
    }

    private static boolean isRoom(Element child, String attribute, Jid room) {
        return child.attribute(attribute)
                .flatMap(Jid::tryParse)
                .filter(room::sameBare)
                .isPresent();
    }

    /**
     * Why somebody does something, which is kept or told to many.
     *
     * @throws im.godwit.stanza.StanzaException {@code policy-violation} if it is too long for that
     */
    static Optional<String> reason(Element element) {
        Optional<String> reason = element.child("reason").map(Element::text);
        if (reason.filter(text -> text.length() > MAX_REASON).isPresent()) {
            throw Errors.of(Refusal.Reason.TOO_BIG).thrown();
        }
        return reason;
    }

    /** About how many bytes an element has, counted without writing it. */
    static int size(Element element) {
        int size = 2 * element.local().length() + MARKUP;
        for (Attribute attribute : element.attributes()) {
            size += attribute.name().local().length() + attribute.value().length() + MARKUP;
        }
        for (Node node : element.children()) {
            size += switch (node) {
                case Element child -> size(child) + child.namespace().length();
                case Text text -> text.value().length();
            };
        }
        return size;
    }
}
