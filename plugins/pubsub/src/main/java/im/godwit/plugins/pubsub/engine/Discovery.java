package im.godwit.plugins.pubsub.engine;

import im.godwit.jid.Jid;
import im.godwit.paging.Position;
import im.godwit.plugins.pubsub.engine.Refusal.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/** Finds nodes and tells what they are (XEP-0060 §5.2 to §5.5), to those who may know. */
public final class Discovery {
    /** How many are listed at most (§5.2: large result sets are for other protocols). */
    private static final int LISTED = 1000;

    private final Parts parts;

    Discovery(Parts parts) {
        this.parts = parts;
    }

    /**
     * The nodes of a service that are in no collection and that the requester may subscribe to, sorted by name. A name
     * beside which a page lies need not be there any more.
     *
     * @param position by name; a place in the middle is not found
     * @param count how many at most, and never more than fit into one answer
     */
    public List<NodeStore.Listing> nodes(Jid requester, Jid service, Position position, int count) {
        int most = Math.min(count, LISTED);
        return switch (position) {
            case Position.First _ -> forwards(requester, service, "", most);
            case Position.After after -> forwards(requester, service, after.uid(), most);
            case Position.Last _ -> backwards(requester, service, Optional.empty(), most);
            case Position.Before before -> backwards(requester, service, Optional.of(before.uid()), most);
            case Position.At _ -> throw Reason.ITEM_MISSING.thrown();
        };
    }

    private List<NodeStore.Listing> forwards(Jid requester, Jid service, String start, int most) {
        return visible(
                requester,
                service,
                most,
                (last, count) -> parts.store()
                        .nodes(
                                service,
                                requester.bare(),
                                last.map(NodeStore.Listing::node).orElse(start),
                                count));
    }

    private List<NodeStore.Listing> backwards(Jid requester, Jid service, Optional<String> start, int most) {
        return visible(
                        requester,
                        service,
                        most,
                        (last, count) -> parts.store()
                                .nodesBefore(
                                        service,
                                        requester.bare(),
                                        last.map(NodeStore.Listing::node).or(() -> start),
                                        count))
                .reversed();
    }

    /**
     * As many as are wanted of those that the requester may see; the store is asked for more after the last it gave, as
     * many as are wanted and then, where few of them may be seen, for more and more at once.
     */
    private List<NodeStore.Listing> visible(
            Jid requester,
            Jid service,
            int most,
            BiFunction<Optional<NodeStore.Listing>, Integer, List<NodeStore.Listing>> more) {
        List<NodeStore.Listing> found = new ArrayList<>();
        Optional<NodeStore.Listing> last = Optional.empty();
        for (int asked = most; found.size() < most; asked = Math.min(2 * asked, LISTED)) {
            List<NodeStore.Listing> page = more.apply(last, asked);
            page.stream()
                    .filter(node -> isListed(requester, service, node))
                    .limit(most - found.size())
                    .forEach(found::add);
            if (page.size() < asked) {
                return found;
            }
            last = Optional.of(page.getLast());
        }
        return found;
    }

    private boolean isListed(Jid requester, Jid service, NodeStore.Listing node) {
        NodeAddress address = new NodeAddress(service, node.node());
        boolean asksContacts = node.access().asksContacts() && node.affiliation() == Affiliation.NONE;
        if (asksContacts || node.dependent() || Attached.isReserved(address)) {
            return parts.nodes()
                    .find(address)
                    .filter(found ->
                            parts.access().toSubscribe(found, requester).isEmpty())
                    .isPresent();
        }
        return node.access()
                .toSubscribe(new Standing(node.affiliation(), false, false, false))
                .isEmpty();
    }

    /** The children of a collection that the requester may subscribe to, sorted by name (XEP-0248 §5.2). */
    public List<NodeStore.Listing> children(Jid requester, Node collection) {
        parts.access().requireSubscribing(collection, requester);
        return collection.get(Settings.CHILDREN).stream()
                .map(name -> new NodeAddress(collection.address().service(), name))
                .flatMap(address -> parts.nodes().find(address).stream())
                .filter(node -> parts.access().isVisible(node, requester))
                .map(node -> new NodeStore.Listing(
                        node.address().node(),
                        node.get(Settings.TITLE),
                        node.get(Settings.ACCESS_MODEL),
                        node.affiliation(requester),
                        Relations.above(node.configuration()).isPresent()))
                .toList();
    }

    /** A node for somebody who wants to know what it is; nothing if it is not there. */
    public Optional<Node> node(NodeAddress address) {
        return parts.nodes().find(address);
    }

    /**
     * The names of a service's nodes, whoever may see them, sorted; for who administers the service.
     *
     * @param after from the one after this on
     */
    public List<String> names(Jid service, String after, int count) {
        return parts.nodes().names(service).stream()
                .filter(name -> name.compareTo(after) > 0)
                .sorted()
                .limit(count)
                .toList();
    }

    /** Whether a node is there that somebody may subscribe to, or ask to; one about another may still come to be. */
    public boolean isVisibleTo(Jid requester, NodeAddress address) {
        return parts.nodes()
                .find(Attached.ruling(address))
                .filter(node -> parts.access().toSubscribe(node, requester).isEmpty())
                .isPresent();
    }

    /** Whether a service has such a node. */
    public boolean hasVisibleTo(Jid requester, Jid service) {
        return parts.nodes().names(service).stream()
                .anyMatch(name -> isVisibleTo(requester, new NodeAddress(service, name)));
    }

    /** Whether somebody may know more of a node than that it is there (§5.4). */
    public boolean isOpenTo(Jid requester, Node node) {
        return parts.access().isOpen(node, requester);
    }

    /** How many subscriptions are approved. */
    public long subscribers(Node node) {
        return node.subscriptions().inForce(parts.now());
    }

    /** The identifiers of a page of a node's items, oldest first (§5.5), for those who may retrieve them. */
    public Extract<String> items(Jid requester, Node node, Position position, int count) {
        parts.access().requireRetrieval(node, requester);
        if (!node.persists()) {
            return new Extract<>(List.of(), 0, 0);
        }
        ItemQuery query = new ItemQuery(ItemOrder.USUAL, position, Math.min(count, LISTED));
        return parts.store().ids(node, query, node.expired(parts.now())).orElseThrow(Reason.ITEM_MISSING::thrown);
    }
}
