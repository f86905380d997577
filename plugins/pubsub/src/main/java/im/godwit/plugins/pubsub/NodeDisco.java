package im.godwit.plugins.pubsub;

import im.godwit.jid.Jid;
import im.godwit.plugin.Identity;
import im.godwit.plugins.pubsub.engine.Discovery;
import im.godwit.plugins.pubsub.engine.NodeAddress;
import im.godwit.service.DiscoSource;
import im.godwit.xml.Element;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Nodes and items in service discovery (XEP-0060 §5.2 to §5.5). */
public final class NodeDisco implements DiscoSource {
    private static final Identity LEAF = Identity.of("pubsub", "leaf");

    private final Discovery discovery;

    /** Tells of the nodes of all services of an engine. */
    public NodeDisco(Discovery discovery) {
        this.discovery = discovery;
    }

    /** §5.3, §5.4. */
    @Override
    public Optional<NodeDescription> info(Jid requester, Jid entity, String node) {
        return discovery.node(new NodeAddress(entity, node)).map(found -> {
            List<Element> metadata = discovery.isOpenTo(requester, found)
                    ? List.of(NodeForm.metadata(found, discovery.subscribers(found))
                            .toElement())
                    : List.of();
            return new NodeDescription(List.of(LEAF), Set.of(Vocabulary.PUBSUB), metadata);
        });
    }

    /** §5.2 without a node, §5.5 with one. */
    @Override
    public Optional<List<Item>> items(Jid requester, Jid entity, Optional<String> node) {
        return node.isEmpty()
                ? Optional.of(nodes(requester, entity))
                : discovery
                        .node(new NodeAddress(entity, node.get()))
                        .map(found -> Errors.translated(() -> discovery.items(requester, found)).stream()
                                .map(id -> new Item(entity, Optional.empty(), Optional.of(id)))
                                .toList());
    }

    private List<Item> nodes(Jid requester, Jid entity) {
        return discovery.nodes(requester, entity).stream()
                .map(node -> new Item(
                        entity,
                        Optional.of(node.node()),
                        Optional.of(node.title()).filter(title -> !title.isEmpty())))
                .toList();
    }
}
