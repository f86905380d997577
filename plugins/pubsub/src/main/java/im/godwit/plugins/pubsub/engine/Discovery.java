package im.godwit.plugins.pubsub.engine;

import im.godwit.jid.Jid;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds nodes and tells what they are (XEP-0060 §5.2 to §5.5), to those who may know. */
public final class Discovery {
    /** How many are listed at most (§5.2: large result sets are for other protocols). */
    private static final int LISTED = 1000;

    private final Parts parts;

    Discovery(Parts parts) {
        this.parts = parts;
    }

    /** The nodes of a service that the requester may subscribe to, sorted by name. */
    public List<NodeStore.Listing> nodes(Jid requester, Jid service) {
        List<NodeStore.Listing> found = new ArrayList<>();
        String after = "";
        List<NodeStore.Listing> page;
        do {
            page = parts.store().nodes(service, requester.bare(), after, LISTED);
            page.stream()
                    .filter(node -> isListed(requester, service, node))
                    .limit(LISTED - found.size())
                    .forEach(found::add);
            after = page.isEmpty() ? after : page.getLast().node();
        } while (page.size() == LISTED && found.size() < LISTED);
        return found;
    }

    private boolean isListed(Jid requester, Jid service, NodeStore.Listing node) {
        if (node.access().asksContacts() && node.affiliation() == Affiliation.NONE) {
            return parts.nodes()
                    .find(new NodeAddress(service, node.node()))
                    .filter(found ->
                            parts.access().toSubscribe(found, requester).isEmpty())
                    .isPresent();
        }
        return node.access()
                .toSubscribe(new Standing(node.affiliation(), false, false, false))
                .isEmpty();
    }

    /** A node for somebody who wants to know what it is; nothing if it is not there. */
    public Optional<Node> node(NodeAddress address) {
        return parts.nodes().find(address);
    }

    /** Whether a node is there that somebody may subscribe to, or ask to. */
    public boolean isVisibleTo(Jid requester, NodeAddress address) {
        return parts.nodes()
                .find(address)
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
        return node.subscriptions().all().filter(s -> s.isInForce(parts.now())).count();
    }

    /** The identifiers of a node's newest items, oldest first (§5.5), for those who may retrieve them. */
    public List<String> items(Jid requester, Node node) {
        parts.access().requireRetrieval(node, requester);
        return node.persists() ? parts.store().ids(node, LISTED, node.expired(parts.now())) : List.of();
    }
}
