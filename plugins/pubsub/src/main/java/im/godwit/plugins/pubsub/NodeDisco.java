package im.godwit.plugins.pubsub;

import im.godwit.archive.Mam;
import im.godwit.jid.Jid;
import im.godwit.paging.Page;
import im.godwit.paging.PageRequest;
import im.godwit.paging.Position;
import im.godwit.plugin.Identity;
import im.godwit.plugins.pubsub.engine.Discovery;
import im.godwit.plugins.pubsub.engine.Extract;
import im.godwit.plugins.pubsub.engine.Node;
import im.godwit.plugins.pubsub.engine.NodeAddress;
import im.godwit.plugins.pubsub.engine.NodeStore.Listing;
import im.godwit.service.DiscoSource;
import im.godwit.xml.Element;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;

/** Nodes and items in service discovery (XEP-0060 §5.2 to §5.5). */
public final class NodeDisco implements DiscoSource {
    /** The features of a node that has an archive (XEP-0313 §6). */
    public static final Set<String> OF_ARCHIVES = Set.of(Mam.NAMESPACE, Mam.EXTENDED);

    private static final Identity LEAF = Identity.of("pubsub", "leaf");
    private static final Identity COLLECTION = Identity.of("pubsub", "collection");

    /** How many items or nodes a page has where nobody says how many. */
    private static final int PAGE = 100;

    private final Discovery discovery;
    private final Set<String> ofMemory;

    /**
     * Tells of the nodes of all services of an engine.
     *
     * @param ofMemory the features of nodes that keep items, beside those of all nodes
     */
    public NodeDisco(Discovery discovery, Set<String> ofMemory) {
        this.discovery = discovery;
        this.ofMemory = ofMemory;
    }

    /** §5.3, §5.4. */
    @Override
    public Optional<NodeDescription> info(Jid requester, Jid entity, String node) {
        return discovery.node(new NodeAddress(entity, node)).map(found -> {
            List<Element> metadata = discovery.isOpenTo(requester, found)
                    ? List.of(NodeForm.metadata(found, discovery.subscribers(found))
                            .toElement())
                    : List.of();
            return new NodeDescription(List.of(found.isCollection() ? COLLECTION : LEAF), features(found), metadata);
        });
    }

    private Set<String> features(Node node) {
        Set<String> features = new TreeSet<>(Set.of(Vocabulary.PUBSUB));
        if (node.persists()) {
            features.addAll(ofMemory);
        }
        return features;
    }

    /** §5.2 without a node, §5.5 with one: its newest items, or the children of a collection (XEP-0248 §5.2). */
    @Override
    public Optional<List<Item>> items(Jid requester, Jid entity, Optional<String> node) {
        Optional<List<Item>> children = node.flatMap(name -> children(requester, entity, name));
        if (children.isPresent()) {
            return children;
        }
        Position position = node.isEmpty() ? new Position.First() : new Position.Last();
        return page(requester, entity, node, position, Paging.MOST).map(Page::items);
    }

    /** §5.2: a large result set by pages. */
    @Override
    public Optional<Page<Item>> page(Jid requester, Jid entity, Optional<String> node, PageRequest request) {
        int size = request.size(PAGE, Paging.MOST);
        return node.flatMap(name -> children(requester, entity, name))
                .map(children -> Page.of(children, child -> child.node().orElseThrow(), request, size))
                .or(() -> page(
                        requester, entity, node, node.isEmpty() ? Paging.position(request) : request.position(), size));
    }

    /** XEP-0248 §5.2; nothing of what is not a collection. */
    private Optional<List<Item>> children(Jid requester, Jid entity, String name) {
        return discovery
                .node(new NodeAddress(entity, name))
                .filter(Node::isCollection)
                .map(node -> Errors.translated(() -> discovery.children(requester, node)))
                .map(children ->
                        children.stream().map(child -> item(entity, child)).toList());
    }

    private static Item item(Jid entity, Listing node) {
        return new Item(
                entity, Optional.of(node.node()), Optional.of(node.title()).filter(title -> !title.isEmpty()));
    }

    private Optional<Page<Item>> page(Jid requester, Jid entity, Optional<String> node, Position position, int size) {
        return node.isEmpty()
                ? Optional.of(Errors.translated(() -> nodes(requester, entity, position, size)))
                : discovery
                        .node(new NodeAddress(entity, node.get()))
                        .map(found -> Errors.translated(() -> items(requester, found, position, size)));
    }

    /** How many there are in all would only be known by looking at each of them, as each requester sees others. */
    private Page<Item> nodes(Jid requester, Jid entity, Position position, int size) {
        List<Listing> found = discovery.nodes(requester, entity, position, size);
        List<Item> items = found.stream().map(node -> item(entity, node)).toList();
        OptionalLong index = position instanceof Position.First ? OptionalLong.of(0) : OptionalLong.empty();
        return new Page<>(
                items, Paging.summary(found.stream().map(Listing::node).toList(), index, OptionalLong.empty()));
    }

    private Page<Item> items(Jid requester, Node node, Position position, int size) {
        Extract<String> found = discovery.items(requester, node, position, size);
        Jid service = node.address().service();
        List<Item> items = found.items().stream()
                .map(id -> new Item(service, Optional.empty(), Optional.of(id)))
                .toList();
        return new Page<>(
                items, Paging.summary(found.items(), OptionalLong.of(found.index()), OptionalLong.of(found.total())));
    }
}
