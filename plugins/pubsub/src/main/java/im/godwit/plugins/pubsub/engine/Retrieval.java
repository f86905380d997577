package im.godwit.plugins.pubsub.engine;

import im.godwit.jid.Jid;
import im.godwit.plugins.pubsub.engine.Refusal.Reason;
import im.godwit.plugins.pubsub.engine.Refusal.Unsupported;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SequencedMap;

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

    /**
     * A page of items, newest first.
     *
     * @param items as many as were asked for, or as fit into one answer
     * @param position where the node is: what is published later comes after it
     * @param next where the next page begins; none if this was the last
     */
    public record Page(List<Item> items, long position, OptionalLong next) {}

    /**
     * A page of items, for who pages by itself. Subscriptions are not told apart.
     *
     * @param before the page before told where this one begins; none for the first
     * @param count how many at most, at least 1
     */
    public Page page(Jid requester, NodeAddress address, OptionalLong before, int count) {
        Node node = readable(requester, address);
        Limits limits = parts.policy().limits();
        Instant expired = node.expired(parts.now());
        long position = parts.store().position(node); // first: what comes in between is told again rather than never
        int most = Math.min(count, limits.itemsPerNode());
        NodeStore.Batch batch =
                parts.store().before(node, before.orElse(Long.MAX_VALUE), most, limits.answerBytes(), expired);
        boolean more = !batch.items().isEmpty()
                && !parts.store()
                        .before(node, batch.position(), 1, 1, expired)
                        .items()
                        .isEmpty();
        return new Page(
                shown(node, batch.items()), position, more ? OptionalLong.of(batch.position()) : OptionalLong.empty());
    }

    /**
     * One item, for who does not tell subscriptions apart.
     *
     * @throws RefusedException {@code ITEM_MISSING} if there is none of this name
     */
    public Item item(Jid requester, NodeAddress address, String id) {
        Node node = readable(requester, address);
        return parts.store().items(node, List.of(id), 1, node.expired(parts.now())).stream()
                .findFirst()
                .map(item -> item.shownBy(node))
                .orElseThrow(Reason.ITEM_MISSING::thrown);
    }

    private Node readable(Jid requester, NodeAddress address) {
        Node node = parts.nodes().require(address);
        parts.access().requireRetrieval(node, requester);
        if (!node.persists()) {
            throw new Unsupported(Feature.PERSISTENT_ITEMS).thrown();
        }
        return node;
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
        if (node.isCollection()) {
            throw new Unsupported(Feature.RETRIEVE_ITEMS).thrown(); // §6.5.9.5: pages and single items
        }
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

    /**
     * The newest items of all leaf nodes below a collection, by node (XEP-0248 §6.2); nothing if it is not a
     * collection.
     *
     * @param count how many of one node at most
     */
    public Optional<SequencedMap<String, List<Item>>> below(Jid requester, NodeAddress address, int count) {
        Node node = parts.nodes().require(address);
        if (!node.isCollection()) {
            return Optional.empty();
        }
        parts.access().requireRetrieval(node, requester);
        return Optional.of(new Descendants(parts).items(requester, node, count));
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
