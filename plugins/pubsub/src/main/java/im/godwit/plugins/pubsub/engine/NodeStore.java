package im.godwit.plugins.pubsub.engine;

import im.godwit.jid.Jid;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Keeps nodes. Each call is one transaction, and durable when it returns. The engine calls it for one node at a time;
 * another process may use the same store.
 *
 * <p>All calls throw {@link im.godwit.store.StoreException} if nothing could be read or kept.
 */
public interface NodeStore {
    /** A node with all but its items. */
    Optional<Node> load(NodeAddress address);

    /**
     * Makes a node whose only affiliation is its creator as owner.
     *
     * @param limit how many nodes of this service the creator may have made; those that are about others do not count
     */
    Creation create(NodeAddress address, Jid creator, Instant created, Configuration configuration, int limit);

    /** What became of a creation. */
    sealed interface Creation {
        record Made(Node node) implements Creation {}

        record AlreadyThere() implements Creation {}

        record TooMany() implements Creation {}

        /** There is no such item as the name says ({@link Attached.ToItem}). */
        record NothingToAttachTo() implements Creation {}
    }

    /**
     * Sets the configuration with its links, which change at their other ends too, and keeps only the newest items.
     *
     * @return what else follows from that, here and below
     */
    List<Consequence> configure(Node node, Configuration configuration, int keep);

    /**
     * Removes a node with all that belongs to it, and the nodes that are about it.
     *
     * @param redirect the URI of what replaces it, to be remembered until there is a node of this name again
     * @param keep of how many nodes of one creator that is remembered
     */
    List<Consequence> delete(Node node, Optional<String> redirect, int keep);

    /** The nodes that are configured to depend on one (XEP-0496), sorted by name. */
    List<NodeAddress> dependents(NodeAddress address);

    /** The URI of what replaces a node that is not there any more. */
    Optional<String> moved(NodeAddress address);

    /**
     * Sets affiliations and subscriptions; those that are none are forgotten.
     *
     * @param trace of public subscribers who are so no more
     * @return what follows for the node that tells of public subscribers
     */
    List<Consequence> change(
            Node node, Map<Jid, Affiliation> affiliations, Collection<Subscription> subscriptions, Trace trace);

    /**
     * Adds items as the newest, in place of those of the same ids, all or none of them; and forgets expired ones.
     *
     * @param items of different ids, and no more than the capacity
     * @param capacity how many items the node keeps, at least 1
     * @param rejectWhenFull whether new items are refused instead of the oldest removed
     * @param expired items published until then have expired
     */
    Addition add(Node node, List<Item> items, int capacity, boolean rejectWhenFull, Instant expired);

    /** What became of an addition. */
    sealed interface Addition {
        /**
         * They are there.
         *
         * @param displaced what had to go
         * @param position of the last of them
         */
        record Added(List<String> displaced, long position, List<Consequence> consequences) implements Addition {}

        record Full() implements Addition {}

        /** The item that the node is about is gone, and so is the node. */
        record NothingToAttachTo() implements Addition {}
    }

    /** What the nodes have published and taken away. */
    HistoryStore history();

    /** How far subscribers have come. */
    CursorStore cursors();

    /**
     * What stays of items that are taken away, for those who ask later what happened.
     *
     * @param at when
     * @param most how many traces of a node are kept, the newest
     */
    record Trace(Instant at, int most) {}

    /**
     * Removes items, all or none of them; if a publisher is given, only where they published each of them.
     *
     * @param trace of each of them; none where nobody is to know
     */
    Removal remove(Node node, Collection<String> ids, Optional<Jid> publisher, Optional<Trace> trace);

    /**
     * Removes all items; if a publisher is given, only where they published each of them.
     *
     * @param trace of all of them together
     */
    Removal removeAll(Node node, Optional<Jid> publisher, Optional<Trace> trace);

    /** Removes all items that an account published. */
    Removal.Removed removeOf(Node node, Jid publisher, Optional<Trace> trace);

    /** What became of a removal. */
    sealed interface Removal {
        /**
         * They are gone.
         *
         * @param ids which, oldest first where the store chose them; not told where all are gone
         * @param position of the last trace of them
         */
        record Removed(List<String> ids, OptionalLong position, List<Consequence> consequences) implements Removal {}

        record Missing() implements Removal {}

        record NotTheirs() implements Removal {}
    }

    /**
     * The newest items, oldest first.
     *
     * @param count how many at most
     * @param size how many bytes of payloads at most; one item is always given
     * @param expired items published until then are left out, here and below
     */
    List<Item> newest(Node node, int count, int size, Instant expired);

    /**
     * A page of items, oldest or newest first as it is asked for.
     *
     * @param size how many bytes of payloads at most; one item is always given
     * @return nothing if the item that the page shall lie beside is not there
     */
    Optional<Extract<Item>> page(Node node, ItemQuery query, int size, Instant expired);

    /** The same page, but the identifiers alone. */
    Optional<Extract<String>> ids(Node node, ItemQuery query, Instant expired);

    /** These items in their order on the node; what is not there, or beyond the size in bytes, is left out. */
    List<Item> items(Node node, Collection<String> ids, int size, Instant expired);

    /** How many items there are. */
    int count(Node node, Instant expired);

    /** The nodes that follow others, which they do in the same transaction. */
    Twins twins();

    /** Changes a node's twin as if the node's items had just been published. */
    void follow(Node node);

    /** Removes the items of all nodes that have expired by now. */
    List<Consequence> removeExpired(Instant now);

    /** Nodes with a subscription whose lease is over, the longest over first. */
    List<NodeAddress> withExpiredLeases(Instant now, int limit);

    /**
     * Subscriptions with digests whose time has come and for which there is something new, in the order of their keys.
     *
     * @param after the key after which to go on
     */
    List<DueDigest> dueDigests(Instant now, long after, int limit);

    /**
     * A digest that may be sent.
     *
     * @param key the store's own name for the subscription
     * @param position of the last item that the subscriber was told, or that was there before they subscribed
     */
    record DueDigest(long key, NodeAddress node, Jid jid, String subid, long position) {}

    /**
     * The oldest items after a position, oldest first.
     *
     * @param size how many bytes of payloads at most; one item is always given
     */
    Batch after(Node node, long position, int count, int size, Instant expired);

    /**
     * The newest items before a position, newest first.
     *
     * @param size how many bytes of payloads at most; one item is always given
     * @return with the position of the oldest of them
     */
    Batch before(Node node, long position, int count, int size, Instant expired);

    /** Where the history of a node ends: nothing that comes later stands before it; 0 where there is none. */
    long position(Node node);

    /**
     * Some items in their order.
     *
     * @param position of the last of them
     */
    record Batch(List<Item> items, long position) {}

    /** Remembers that a digest up to a position was made, and when the next may be. */
    void digested(DueDigest digest, long position, Instant next);

    /** The names of a service's nodes that are configured so and keep an item which this account published. */
    List<String> withItemsOf(Jid service, Jid publisher, Setting<Boolean> setting);

    /** Nodes of a service that are in no collection, sorted by name, from the one after {@code after} on. */
    List<Listing> nodes(Jid service, Jid requester, String after, int limit);

    /**
     * Nodes of a service that are in no collection, sorted by name from the last on, from the one before {@code before}
     * or from the end.
     */
    List<Listing> nodesBefore(Jid service, Jid requester, Optional<String> before, int limit);

    /**
     * A node in a list, as far as it concerns one account.
     *
     * @param dependent whether nodes above it have a say in who may see it
     */
    record Listing(String node, String title, AccessModel access, Affiliation affiliation, boolean dependent) {}

    /** The names of all nodes of a service but its root, sorted. */
    List<String> names(Jid service);

    /** The services, of whatever domain, at whose nodes an account has subscriptions or affiliations. */
    List<Jid> services(Jid account);

    /** Those at which it has subscriptions that end with its presence (§12.5). */
    List<Jid> attended(Jid account);

    /** All subscriptions of an account at a service, by node. */
    List<Held<Subscription>> subscriptions(Jid service, Jid account);

    /** The names of the nodes of an owner with a subscription that is pending, sorted. */
    List<String> withPending(Jid service, Jid owner, int limit);

    /** All affiliations of an account at a service, by node. */
    List<Held<Affiliation>> affiliations(Jid service, Jid account);

    /** What somebody has at a node. */
    record Held<T>(String node, T what) {}
}
