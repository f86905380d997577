package im.godwit.plugins.pubsub.http;

import im.godwit.jid.Jid;
import im.godwit.plugins.pubsub.engine.Item;
import im.godwit.plugins.pubsub.engine.NodeAddress;
import im.godwit.plugins.pubsub.engine.Payload;
import im.godwit.plugins.pubsub.engine.Retrieval;
import im.godwit.xml.Element;
import im.godwit.xml.ElementBuilder;
import im.godwit.xml.ElementWriter;
import im.godwit.xml.Name;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;

/** Items as an Atom feed (RFC 4287); those that are entries stay as they are. */
final class AtomItems {
    static final String ATOM = "http://www.w3.org/2005/Atom";

    static final Name ENTRY = new Name(ATOM, "entry");

    private AtomItems() {}

    static String feed(NodeAddress node, Retrieval.Page page, PageLinks links) {
        ElementBuilder feed = Element.builder(ATOM, "feed")
                .child("id", uri(node))
                .child("title", node.node())
                // §4.1.1: a feed has a date, and an empty one has no other
                .child("updated", newest(page).toString())
                .child("author", author -> author.child("name", node.service().toString()))
                .child("link", link -> link.attribute("rel", "self").attribute("href", links.self()));
        links.hub()
                .ifPresent(href ->
                        feed.child("link", link -> link.attribute("rel", "hub").attribute("href", href)));
        links.next()
                .ifPresent(href ->
                        feed.child("link", link -> link.attribute("rel", "next").attribute("href", href)));
        page.items().forEach(item -> feed.add(entry(node, item)));
        return ElementWriter.toText(feed.build(), "");
    }

    private static Instant newest(Retrieval.Page page) {
        return page.items().stream().findFirst().map(Item::published).orElse(Instant.EPOCH);
    }

    static String document(NodeAddress node, Item item) {
        return ElementWriter.toText(entry(node, item), "");
    }

    private static Element entry(NodeAddress node, Item item) {
        Optional<Element> own = item.payload().map(Payload::element).filter(payload -> payload.is(ENTRY));
        return own.orElseGet(() -> made(node, item));
    }

    private static Element made(NodeAddress node, Item item) {
        ElementBuilder entry = Element.builder(ATOM, "entry")
                .child("id", uri(node) + ";item=" + encoded(item.id()))
                .child("title", item.id())
                .child("updated", item.published().toString())
                .child(
                        "author",
                        author -> author.child(
                                "name",
                                item.publisher()
                                        .map(Jid::bare)
                                        .orElse(node.service())
                                        .toString()));
        item.payload().ifPresent(payload -> entry.child("content", content -> content(payload.element(), content)));
        return entry.build();
    }

    /** RFC 4287 §4.1.3.3: XML stands as it is; JSON as text. */
    private static void content(Element payload, ElementBuilder content) {
        JsonItems.jsonOf(payload)
                .ifPresentOrElse(
                        json -> content.attribute("type", "application/json").text(json),
                        () -> content.attribute("type", "application/xml").add(payload));
    }

    /** XEP-0060 §12.23. */
    private static String uri(NodeAddress node) {
        return "xmpp:" + node.service() + "?;node=" + encoded(node.node());
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
