package im.godwit.plugins.muc;

import im.godwit.plugin.Host;
import im.godwit.plugin.Identity;
import im.godwit.plugin.IqRequest;
import im.godwit.service.DiscoSource;
import im.godwit.service.DiscoSource.Item;
import im.godwit.service.DiscoSource.NodeDescription;
import im.godwit.stanza.Condition;
import im.godwit.xml.Element;
import im.godwit.xml.ElementBuilder;
import im.godwit.xml.Name;
import java.util.List;
import java.util.Optional;

/** Nodes of rooms that other plugins know, such as commands (XEP-0050 §2.2). */
final class RoomNodes {
    private final Host host;

    RoomNodes(Host host) {
        this.host = host;
    }

    /** XEP-0030 §3.2. */
    Element info(IqRequest request, String node) {
        NodeDescription found = host.contributions(DiscoSource.class).stream()
                .flatMap(source -> source.info(request.from(), request.to(), node).stream())
                .findFirst()
                .orElseThrow(() -> Condition.ITEM_NOT_FOUND.error().thrown());
        ElementBuilder query = query(Vocabulary.DISCO_INFO, node);
        found.identities().forEach(identity -> query.add(element(identity)));
        found.features().forEach(feature -> query.child("feature", it -> it.attribute("var", feature)));
        return query.addAll(found.forms()).build();
    }

    private static Element element(Identity identity) {
        return Element.builder(new Name(Vocabulary.DISCO_INFO, "identity"))
                .attribute("category", identity.category())
                .attribute("type", identity.type())
                .attribute("name", identity.name())
                .build();
    }

    /** XEP-0030 §4.2. */
    Element items(IqRequest request, String node) {
        List<Item> found = host.contributions(DiscoSource.class).stream()
                .flatMap(source -> source.items(request.from(), request.to(), Optional.of(node)).stream())
                .findFirst()
                .orElseThrow(() -> Condition.ITEM_NOT_FOUND.error().thrown());
        ElementBuilder query = query(Vocabulary.DISCO_ITEMS, node);
        found.forEach(item -> query.child(
                "item",
                it -> it.attribute("jid", item.jid().toString())
                        .attribute("node", item.node())
                        .attribute("name", item.name())));
        return query.build();
    }

    private static ElementBuilder query(String namespace, String node) {
        return Element.builder(new Name(namespace, "query")).attribute("node", node);
    }
}
