package im.godwit.plugins.pubsub.engine;

import im.godwit.jid.Jid;
import im.godwit.plugins.pubsub.engine.Policy.Ability;
import im.godwit.plugins.pubsub.engine.Refusal.Reason;
import im.godwit.plugins.pubsub.engine.Refusal.Unsupported;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Creates, configures, purges and deletes nodes (XEP-0060 §8.1 to §8.5). */
public final class NodeManagement {
    private final Parts parts;
    private final LinkRules rules;
    private final RelationRules relations;
    private final Dependents dependents;

    NodeManagement(Parts parts) {
        this.parts = parts;
        this.rules = new LinkRules(parts.nodes(), parts.policy());
        this.relations = new RelationRules(parts);
        this.dependents = new Dependents(parts);
    }

    /** How a node is configured unless somebody says otherwise (§8.3). */
    public Configuration defaults() {
        return parts.policy().defaults();
    }

    /** The same for one type of nodes, as far as there is anything to choose (XEP-0248 §7.3). */
    public Configuration defaults(NodeType type) {
        if (type == NodeType.COLLECTION && !hasCollections()) {
            throw new Unsupported(Feature.COLLECTIONS).thrown();
        }
        return offered(defaults().with(Settings.NODE_TYPE, type));
    }

    /** Whether nodes may contain other nodes (XEP-0248). */
    public boolean hasCollections() {
        return parts.policy().can(Ability.COLLECTIONS);
    }

    /** The root node of a service, where it has one (XEP-0248 §8.1). */
    public Optional<NodeAddress> root(Jid service) {
        return parts.policy().root(service);
    }

    private Configuration offered(Configuration configuration) {
        return hasCollections() ? Settings.ofItsType(configuration) : Settings.withoutCollections(configuration);
    }

    /** Makes the root node of a service, where it is not there yet; it is the service's own (XEP-0248 §8.1). */
    public void openRoot(Jid service) {
        Configuration root = Configuration.STANDARD.with(Settings.NODE_TYPE, NodeType.COLLECTION);
        parts.store().create(NodeAddress.root(service), service, parts.now(), root, 1);
    }

    /**
     * Creates a node with the requester as its owner (§8.1).
     *
     * @param edit from the node's default configuration to the wanted one
     */
    public Outcome<Node> create(Jid requester, NodeAddress address, UnaryOperator<Configuration> edit) {
        requireCreator(requester, address);
        address.requireValid();
        AttachmentRules.requireFree(address);
        Configuration defaults = parts.policy().defaults(address);
        Configuration configuration = parts.policy().require(edit.apply(defaults), defaults);
        Supplier<Outcome<Node>> creation = () -> created(requester, address, configuration);
        return isLinked(configuration) ? parts.links().changing(address, creation) : creation.get();
    }

    static boolean isLinked(Configuration configuration) {
        return Relations.above(configuration).isPresent()
                || Settings.LINKS.stream()
                        .anyMatch(links -> !configuration.get(links).isEmpty());
    }

    private Outcome<Node> created(Jid requester, NodeAddress address, Configuration configuration) {
        requireLinkable(requester, address, parts.policy().defaults(address), configuration);
        return parts.nodes().at(address, before -> {
            if (before.isPresent()) {
                throw Reason.NODE_EXISTS.thrown(); // §8.1.1
            }
            Node node = parts.nodes().placed(made(requester, address, Relations.kept(configuration)));
            return Change.of(node, node, birth(node));
        });
    }

    private void requireLinkable(Jid requester, NodeAddress address, Configuration before, Configuration wanted) {
        rules.require(requester, address, before, wanted);
        relations.require(requester, address, before, wanted);
    }

    /** XEP-0248 §5.3.1.2: told through the collections that a new node is in; it has no subscribers of its own. */
    List<Notification> birth(Node node) {
        return hasCollections() ? List.of(Notification.toAll(List.of(), node, new NodeEvent.Created())) : List.of();
    }

    /** Creates a node whose name the service chooses (§8.1.1, "instant nodes"). */
    public Outcome<Node> createInstant(Jid requester, Jid service, UnaryOperator<Configuration> edit) {
        return create(requester, new NodeAddress(service, parts.ids().get()), edit);
    }

    /** Whether somebody may create nodes at a service. */
    public boolean mayCreate(Jid requester, Jid service) {
        return parts.policy().creators().include(service, requester.bare());
    }

    void requireCreator(Jid requester, NodeAddress address) {
        if (!mayCreate(requester, address.service())) {
            throw Reason.FORBIDDEN.thrown(); // §8.1.1
        }
        if (parts.policy().own().containsKey(address.node())) {
            throw Reason.SERVICE_NODE.thrown();
        }
    }

    /** Makes a node; called while its address is held. */
    Node made(Jid requester, NodeAddress address, Configuration configuration) {
        return made(requester, address, configuration, parts.policy().limits().nodesPerAccount());
    }

    /** The same for who may make so many. */
    Node made(Jid requester, NodeAddress address, Configuration configuration, int limit) {
        NodeStore.Creation creation =
                parts.store().create(address, requester.bare(), parts.clock().instant(), configuration, limit);
        return switch (creation) {
            case NodeStore.Creation.Made made -> made.node();
            case NodeStore.Creation.AlreadyThere _ -> throw Reason.NODE_EXISTS.thrown();
            case NodeStore.Creation.TooMany _ -> throw Reason.TOO_MANY_NODES.thrown();
            case NodeStore.Creation.NothingToAttachTo _ -> throw Reason.NODE_MISSING.thrown();
        };
    }

    /** The configuration, for an owner to look at (§8.2.1). */
    public Configuration configuration(Jid requester, NodeAddress address) {
        Node node = parts.nodes().require(address);
        node.require(requester, Privilege.CONFIGURE);
        return offered(node.configuration());
    }

    /** Changes the configuration (§8.2.4); items beyond what the node keeps from now on are removed. */
    public Outcome<Configuration> configure(Jid requester, NodeAddress address, UnaryOperator<Configuration> edit) {
        return parts.twinning().changing(address, Optional.empty(), () -> linking(requester, address, edit));
    }

    private Outcome<Configuration> linking(Jid requester, NodeAddress address, UnaryOperator<Configuration> edit) {
        return parts.links().changing(address, () -> {
            Node node = parts.nodes().require(address);
            node.require(requester, Privilege.CONFIGURE);
            requireLinkable(requester, address, node.configuration(), edit.apply(node.configuration()));
            return configured(requester, address, edit);
        });
    }

    private Outcome<Configuration> configured(Jid requester, NodeAddress address, UnaryOperator<Configuration> edit) {
        return parts.nodes().change(address, before -> {
            before.require(requester, Privilege.CONFIGURE);
            Configuration wanted = parts.policy().require(edit.apply(before.configuration()), before.configuration());
            AttachmentRules.requireConfigurable(address, before.configuration(), wanted);
            Configuration kept = Relations.kept(wanted);
            List<Consequence> consequences = parts.store()
                    .configure(
                            before,
                            kept,
                            before.withConfiguration(kept)
                                    .capacity(parts.policy().limits()));
            Node after = parts.nodes().placed(before.withConfiguration(kept));
            return Change.of(
                            after,
                            after.configuration(),
                            parts.audience().toldIf(Settings.NOTIFY_CONFIG, after, configured(after)))
                    .with(consequences);
        });
    }

    /** §8.2.5.3: with payloads, the notification tells the configuration itself. */
    private static NodeEvent configured(Node node) {
        return new NodeEvent.Configured(
                node.get(Settings.DELIVER_PAYLOADS)
                        ? Optional.of(Settings.forSubscribers(node.configuration()))
                        : Optional.empty());
    }

    /** Puts a node of the requester into a collection (XEP-0248 §7.5). */
    public Outcome<Configuration> associate(Jid requester, NodeAddress collection, String child) {
        parts.nodes().require(collection);
        NodeAddress address = new NodeAddress(collection.service(), child);
        requireLinking(requester, parts.nodes().require(address));
        return configure(requester, address, before -> linked(before, Settings.COLLECTION, collection.node()));
    }

    private static void requireLinking(Jid requester, Node node) {
        if (node.affiliation(requester) != Affiliation.OWNER) {
            throw Reason.LINK_FORBIDDEN.thrown(); // XEP-0248 §7.5.3.1, §7.6.3.2
        }
    }

    private static Configuration linked(Configuration before, Setting<List<String>> links, String name) {
        Stream<String> those = Stream.concat(before.get(links).stream(), Stream.of(name));
        return before.with(links, those.distinct().sorted().toList());
    }

    /** Takes a node out of a collection, as its owner or as that of the collection (XEP-0248 §7.6). */
    public Outcome<Configuration> dissociate(Jid requester, NodeAddress collection, String child) {
        Node parent = parts.nodes().require(collection);
        NodeAddress address = new NodeAddress(collection.service(), child);
        Node node = parts.nodes().require(address);
        if (node.affiliation(requester) == Affiliation.OWNER) {
            return configure(requester, address, before -> unlinked(before, Settings.COLLECTION, collection.node()));
        }
        requireLinking(requester, parent);
        return configure(requester, collection, before -> unlinked(before, Settings.CHILDREN, child));
    }

    private static Configuration unlinked(Configuration before, Setting<List<String>> links, String name) {
        if (!before.get(links).contains(name)) {
            throw Reason.NOT_ASSOCIATED.thrown(); // XEP-0248 §7.6.3.1
        }
        return before.with(
                links,
                before.get(links).stream().filter(other -> !other.equals(name)).toList());
    }

    /**
     * Deletes a node (§8.4).
     *
     * @param redirect the URI of what replaces it, for subscribers, and for those who ask for the node from now on
     */
    public Outcome<Boolean> delete(Jid requester, NodeAddress address, Optional<String> redirect) {
        if (address.isRoot()) {
            throw Reason.ROOT_NODE.thrown(); // XEP-0248 §7.4.3.1
        }
        return parts.twinning().changing(address, Optional.empty(), () -> deleted(requester, address, redirect));
    }

    private Outcome<Boolean> deleted(Jid requester, NodeAddress address, Optional<String> redirect) {
        return parts.links().changing(address, () -> {
            requireDeletable(requester, parts.nodes().require(address));
            List<Outcome<Boolean>> gone = dependents.deleted(address);
            Outcome<Boolean> done = parts.nodes().change(address, node -> {
                requireDeletable(requester, node);
                List<Consequence> consequences = parts.store()
                        .delete(node, redirect, parts.policy().limits().nodesPerAccount());
                return new Change<>(Optional.empty(), true, parts.audience().farewell(node, redirect), consequences);
            });
            return done.then(gone);
        });
    }

    private static void requireDeletable(Jid requester, Node node) {
        node.require(requester, Privilege.DELETE_NODE);
        AttachmentRules.requireDeletable(node.address());
    }

    /** Removes all items (§8.5); a publisher may where all of them are their own (§4.1, note). */
    public Outcome<Boolean> purge(Jid requester, NodeAddress address) {
        return parts.twinning().changing(address, Optional.empty(), () -> purged(requester, address));
    }

    private Outcome<Boolean> purged(Jid requester, NodeAddress address) {
        return parts.nodes().change(address, node -> {
            AttachmentRules.requireOfPeople(address);
            Grant grant = node.affiliation(requester).grant(Privilege.PURGE);
            if (grant == Grant.NO) {
                throw Reason.FORBIDDEN.thrown(); // §8.5.3.2
            }
            if (!node.persists()) {
                throw new Unsupported(Feature.PERSISTENT_ITEMS).thrown(); // §8.5.3.3
            }
            Optional<Jid> onlyOf = grant == Grant.OWN ? Optional.of(requester.bare()) : Optional.empty();
            boolean told = node.get(Settings.NOTIFY_RETRACT);
            NodeStore.Removal removal = parts.store().removeAll(node, onlyOf, parts.trace(told));
            if (!(removal instanceof NodeStore.Removal.Removed removed)) {
                throw Reason.FORBIDDEN.thrown();
            }
            NodeEvent purged = new NodeEvent.Purged(removed.position());
            return Change.of(node, true, told ? parts.audience().told(node, purged) : List.<Notification>of())
                    .with(removed.consequences());
        });
    }
}
