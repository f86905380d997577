package im.godwit.plugins.pubsub.engine;

import im.godwit.jid.Jid;
import im.godwit.plugins.pubsub.engine.Refusal.Reason;
import im.godwit.plugins.pubsub.engine.Refusal.Unsupported;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Gets items (XEP-0060 §6.5), and what an account has at a service (§5.6, §5.7). */
public final class Retrieval {
    private final Parts parts;

    Retrieval(Parts parts) {
        this.parts = parts;
    }

    /** A page of the items (§6.5.4, §6.5.7); as many as fit into one answer, and one always. */
    public Extract<Item> page(Jid requester, NodeAddress address, Optional<String> subid, ItemQuery query) {
        Node node = readable(requester, address, subid);
        Limits limits = parts.policy().limits();
        ItemQuery bounded =
                new ItemQuery(query.order(), query.position(), Math.min(query.count(), limits.itemsPerNode()));
        Extract<Item> found = parts.store()
                .page(node, bounded, limits.answerBytes(), node.expired(parts.now()))
                .orElseThrow(Reason.ITEM_MISSING::thrown);
        return new Extract<>(shown(node, found.items()), found.index(), found.total());
    }

    /** These items, as far as they exist and fit into one answer (§6.5.8, §6.5.9.12), oldest first. */
    public List<Item> named(Jid requester, NodeAddress address, Optional<String> subid, Collection<String> ids) {
        Node node = readable(requester, address, subid);
        List<Item> items =
                parts.store().items(node, ids, parts.policy().limits().answerBytes(), node.expired(parts.now()));
        return shown(node, items);
    }

    private Node readable(Jid requester, NodeAddress address, Optional<String> subid) {
        Node node = parts.nodes().require(address);
        parts.access().requireRetrieval(node, requester);
        if (parts.policy().can(Policy.Ability.MULTI_SUBSCRIBE)) {
            requireSubid(node, requester, subid);
        }
        if (!node.persists()) {
            throw new Unsupported(Feature.PERSISTENT_ITEMS).thrown(); // §6.5.9.4
        }
        return node;
    }

    /** Who has several subscriptions says for which of them. */
    private void requireSubid(Node node, Jid requester, Optional<String> subid) {
        List<Subscription> theirs = node.subscriptions().ofAccount(requester).stream()
                .filter(subscription -> subscription.isInForce(parts.now()))
                .toList();
        if (subid.isEmpty() && theirs.size() > 1) {
            throw Reason.SUBID_REQUIRED.thrown(); // §6.5.9.1
        }
        boolean known =
                theirs.stream().anyMatch(s -> subid.filter(s.subid()::equals).isPresent());
        if (subid.isPresent() && !theirs.isEmpty() && !known) {
            throw Reason.INVALID_SUBID.thrown(); // §6.5.9.2
        }
    }

    private static List<Item> shown(Node node, List<Item> items) {
        return items.stream().map(item -> item.shownBy(node)).toList();
    }

    /** All subscriptions of the requester's account at a service (§5.6). */
    public List<NodeStore.Held<Subscription>> subscriptions(Jid requester, Jid service) {
        return parts.store().subscriptions(service, requester.bare()).stream()
                .filter(held -> !held.what().isOver(parts.now()))
                .toList();
    }

    /** All affiliations of the requester's account at a service (§5.7). */
    public List<NodeStore.Held<Affiliation>> affiliations(Jid requester, Jid service) {
        return parts.store().affiliations(service, requester.bare());
    }
}
