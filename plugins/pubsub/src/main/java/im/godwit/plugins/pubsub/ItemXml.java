package im.godwit.plugins.pubsub;

import im.godwit.jid.Jid;
import im.godwit.plugins.pubsub.engine.Item;
import im.godwit.service.XmlReader;
import im.godwit.xml.Element;
import im.godwit.xml.ElementBuilder;

/** Items as elements; payloads that come from the store are read here, and only here. */
record ItemXml(XmlReader reader) {
    Element element(String namespace, Item item) {
        ElementBuilder element = Element.builder(namespace, "item")
                .attribute("id", item.id())
                .attribute("publisher", item.publisher().map(Jid::toString));
        item.payload().ifPresent(payload -> element.add(payload.element(reader)));
        return element.build();
    }
}
