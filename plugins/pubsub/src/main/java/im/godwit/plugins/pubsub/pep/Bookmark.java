package im.godwit.plugins.pubsub.pep;

import im.godwit.jid.Jid;
import im.godwit.plugins.pubsub.engine.Item;
import im.godwit.plugins.pubsub.engine.Payload;
import im.godwit.xml.Element;
import im.godwit.xml.ElementBuilder;
import im.godwit.xml.Name;
import im.godwit.xml.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A bookmarked room, in whichever form.
 *
 * @param room its bare JID
 * @param name for people
 * @param autojoin whether clients enter the room when they log in
 * @param extensions what clients keep with it for themselves (XEP-0402 §2); the older form has no place for them
 */
record Bookmark(
        Jid room,
        Optional<String> name,
        boolean autojoin,
        Optional<String> nick,
        Optional<String> password,
        List<Element> extensions) {
    private static final Name NATIVE = new Name(Bookmarks.NATIVE, "conference");
    private static final Name LEGACY = new Name(Bookmarks.LEGACY, "conference");

    /** Reads an item of the node of bookmarks (XEP-0402 §2); nothing if it is none. */
    static Optional<Bookmark> of(Item item) {
        return item.payload()
                .map(Payload::element)
                .filter(element -> element.is(NATIVE))
                .flatMap(element -> Jid.tryParse(item.id())
                        .map(room -> read(
                                room,
                                element,
                                element.child("extensions")
                                        .map(Element::elements)
                                        .orElse(List.of()))));
    }

    /** Reads an element of a list of bookmarks (XEP-0048 §2.1); nothing if it is none. */
    static Optional<Bookmark> of(Node child) {
        return child instanceof Element element && element.is(LEGACY)
                ? element.attribute("jid").flatMap(Jid::tryParse).map(room -> read(room, element, List.of()))
                : Optional.empty();
    }

    private static Bookmark read(Jid room, Element conference, List<Element> extensions) {
        boolean autojoin = conference
                .attribute("autojoin")
                .filter(text -> text.equals("true") || text.equals("1"))
                .isPresent();
        return new Bookmark(
                room.bare(),
                conference.attribute("name"),
                autojoin,
                conference.child("nick").map(Element::text),
                conference.child("password").map(Element::text),
                List.copyOf(extensions));
    }

    Bookmark withExtensions(List<Element> others) {
        return new Bookmark(room, name, autojoin, nick, password, others);
    }

    /** As the payload of an item whose id is the room's JID. */
    Element toNative() {
        ElementBuilder element = written(Element.builder(NATIVE));
        if (!extensions.isEmpty()) {
            element.child("extensions", kept -> kept.addAll(extensions));
        }
        return element.build();
    }

    /**
     * As an element of a list.
     *
     * @param before the same room there until now, of which what is not understood is kept
     */
    Element toLegacy(Optional<Element> before) {
        List<Node> unknown = new ArrayList<>();
        before.ifPresent(element -> element.elements().stream()
                .filter(child -> !child.namespace().equals(Bookmarks.LEGACY))
                .forEach(unknown::add));
        return written(Element.builder(LEGACY).attribute("jid", room.toString()))
                .addAll(unknown)
                .build();
    }

    private ElementBuilder written(ElementBuilder element) {
        element.attribute("name", name);
        if (autojoin) {
            element.attribute("autojoin", "true");
        }
        nick.ifPresent(text -> element.child("nick", text));
        password.ifPresent(text -> element.child("password", text));
        return element;
    }
}
