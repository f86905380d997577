package im.godwit.plugins.pubsub;

import im.godwit.jid.Jid;
import im.godwit.plugins.pubsub.engine.Item;
import im.godwit.xml.Element;
import im.godwit.xml.ElementBuilder;

/** Items as elements. */
final class ItemXml {
    private ItemXml() {}

    /** An item in one of the namespaces that have items. */
    static Element element(String namespace, Item item) {
        ElementBuilder element = Element.builder(namespace, "item")
                .attribute("id", item.id())
                .attribute("publisher", item.publisher().map(Jid::toString));
        item.payload().ifPresent(payload -> element.add(payload.element()));
        return element.build();
    }
}
