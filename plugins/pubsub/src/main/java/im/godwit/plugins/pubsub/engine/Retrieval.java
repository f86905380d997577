package im.godwit.plugins.pubsub.engine;

import im.godwit.jid.Jid;
import im.godwit.plugins.pubsub.engine.Refusal.Unsupported;
import java.util.Collection;
import java.util.List;

/** Gets items (XEP-0060 §6.5), and what an account has at a service (§5.6, §5.7). */
public final class Retrieval {
    private final Parts parts;

    Retrieval(Parts parts) {
        this.parts = parts;
    }

    /**
     * Items as they were asked for, oldest first.
     *
     * @param items what fits into one answer
     * @param total how many the node has
     * @param truncated whether more was asked for than fits (§6.5.4)
     */
    public record Items(List<Item> items, int total, boolean truncated) {}

    /**
     * The newest items (§6.5.7).
     *
     * @param count how many at most
     */
    public Items newest(Jid requester, NodeAddress address, int count) {
        Node node = readable(requester, address);
        Limits limits = parts.policy().limits();
        int total = parts.store().count(node);
        List<Item> items = parts.store().newest(node, Math.min(count, limits.itemsPerNode()), limits.answerBytes());
        return new Items(shown(node, items), total, items.size() < Math.min(count, total));
    }

    /** These items, as far as they exist (§6.5.8, §6.5.9.12). */
    public Items named(Jid requester, NodeAddress address, Collection<String> ids) {
        Node node = readable(requester, address);
        List<Item> items =
                parts.store().items(node, ids, parts.policy().limits().answerBytes());
        return new Items(shown(node, items), items.size(), false);
    }

    private Node readable(Jid requester, NodeAddress address) {
        Node node = parts.nodes().require(address);
        node.requireRetrieval(requester);
        if (!node.persists()) {
            throw new Unsupported(Feature.PERSISTENT_ITEMS).thrown(); // §6.5.9.4
        }
        return node;
    }

    private static List<Item> shown(Node node, List<Item> items) {
        return items.stream().map(item -> item.shownBy(node.configuration())).toList();
    }

    /** All subscriptions of the requester's account at a service (§5.6). */
    public List<NodeStore.Held<Subscription>> subscriptions(Jid requester, Jid service) {
        return parts.store().subscriptions(service, requester.bare());
    }

    /** All affiliations of the requester's account at a service (§5.7). */
    public List<NodeStore.Held<Affiliation>> affiliations(Jid requester, Jid service) {
        return parts.store().affiliations(service, requester.bare());
    }
}
