package im.godwit.plugins.pubsub.http;

import im.godwit.jid.Jid;
import im.godwit.plugins.pubsub.engine.Item;
import im.godwit.plugins.pubsub.engine.NodeAddress;
import im.godwit.plugins.pubsub.engine.Retrieval;
import im.godwit.xml.Element;
import im.godwit.xml.ElementBuilder;
import im.godwit.xml.ElementWriter;

/** Items as over XMPP (XEP-0060 §6.5). */
final class XmlItems {
    private static final String PUBSUB = "http://jabber.org/protocol/pubsub";

    private XmlItems() {}

    static String page(NodeAddress node, Retrieval.Page page) {
        ElementBuilder items = Element.builder(PUBSUB, "items").attribute("node", node.node());
        page.items().forEach(item -> items.add(element(item)));
        return ElementWriter.toText(items.build(), "");
    }

    static String document(Item item) {
        return ElementWriter.toText(element(item), "");
    }

    private static Element element(Item item) {
        ElementBuilder element = Element.builder(PUBSUB, "item")
                .attribute("id", item.id())
                .attribute("publisher", item.publisher().map(Jid::toString));
        item.payload().ifPresent(payload -> element.add(payload.element()));
        return element.build();
    }
}
