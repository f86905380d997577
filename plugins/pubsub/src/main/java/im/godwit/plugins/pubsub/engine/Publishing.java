package im.godwit.plugins.pubsub.engine;

import im.godwit.jid.Jid;
import im.godwit.plugins.pubsub.engine.NodeEvent.Published;
import im.godwit.plugins.pubsub.engine.NodeEvent.Retracted;
import im.godwit.plugins.pubsub.engine.Policy.Ability;
import im.godwit.plugins.pubsub.engine.Refusal.Reason;
import im.godwit.plugins.pubsub.engine.Refusal.Unsupported;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Publishes and retracts items (XEP-0060 §7), one or several at once (§12.11). */
public final class Publishing {
    /** As long as a resourcepart may be; counted in characters. */
    private static final int MAX_ID = 1023;

    private final Parts parts;
    private final NodeManagement management;

    Publishing(Parts parts, NodeManagement management) {
        this.parts = parts;
        this.management = management;
    }

    /**
     * Publishes items, all or none of them, or on a transient node without payloads just the news that something
     * happened (§7.1).
     *
     * @param drafts of different identifiers, where they have one
     * @param preconditions how the node must be configured (§7.1.5)
     * @return the items' identifiers
     */
    public Outcome<List<String>> publish(
            Jid publisher, NodeAddress address, List<Draft> drafts, Preconditions preconditions) {
        // XEP-0470 §4.3: how a node of attachments is configured is not for its publishers to ask for
        Preconditions those = Attached.isReserved(address) ? Preconditions.NONE : preconditions;
        return parts.twinning()
                .changing(address, Optional.of(publisher), () -> published(publisher, address, drafts, those));
    }

    private Outcome<List<String>> published(
            Jid publisher, NodeAddress address, List<Draft> drafts, Preconditions preconditions) {
        return parts.nodes().at(address, before -> {
            before.ifPresent(node -> {
                requireLeaf(node.configuration());
                requirePublisher(node, publisher); // first: preconditions must not tell strangers the configuration
                preconditions.require(node.configuration(), parts.policy());
            });
            Node node = before.orElseGet(() -> autoCreated(publisher, address, drafts, preconditions));
            AttachmentRules.check(address, publisher, drafts);
            check(node, drafts);
            List<Item> items =
                    drafts.stream().map(draft -> item(publisher, draft)).toList();
            Optional<NodeStore.Addition.Added> added = items.isEmpty() ? Optional.empty() : stored(node, items);
            List<Notification> told = new ArrayList<>();
            if (before.isEmpty()) {
                told.addAll(management.birth(node));
            }
            told.addAll(notifications(publisher, node, items, added));
            return Change.of(node, items.stream().map(Item::id).toList(), told)
                    .with(added.map(NodeStore.Addition.Added::consequences).orElse(List.of()));
        });
    }

    /** §7.1.4. */
    private Node autoCreated(Jid publisher, NodeAddress address, List<Draft> drafts, Preconditions preconditions) {
        if (Attached.isReserved(address)) {
            return attachedNode(publisher, address, drafts);
        }
        boolean moved = parts.store().moved(address).isPresent();
        if (moved || !parts.policy().can(Ability.AUTO_CREATE)) {
            throw parts.nodes().missing(address); // §7.1.3.3
        }
        management.requireCreator(publisher, address);
        Configuration defaults = defaults(address);
        // §7.1.5: in all respects the defaults, except those that are asked for
        Configuration wanted = parts.policy().require(preconditions.over(defaults), defaults);
        requireLeaf(wanted);
        if (NodeManagement.isLinked(wanted)) {
            throw Reason.PRECONDITION_NOT_MET.thrown(); // who associates nodes says so by creating them
        }
        check(wanted, drafts);
        return management.made(publisher, address.requireValid(), wanted);
    }

    /** XEP-0470 §4.3: a node for what is attached to an item, made for whoever may publish where the item is. */
    private Node attachedNode(Jid publisher, NodeAddress address, List<Draft> drafts) {
        AttachmentRules.requireOfPeople(address);
        Node target = Attached.at(address)
                .flatMap(attached -> parts.nodes().find(attached.target()))
                .orElseThrow(Reason.NODE_MISSING::thrown);
        requirePublisher(target, publisher);
        AttachmentRules.check(address, publisher, drafts);
        check(Configuration.STANDARD, drafts);
        Configuration rights = Configuration.STANDARD.withAll(Settings.RIGHTS, target.configuration());
        NodeStore.Creation creation =
                parts.store().create(address.requireValid(), target.creator(), parts.now(), rights, Integer.MAX_VALUE);
        return switch (creation) {
            case NodeStore.Creation.Made made -> made.node().ruledBy(target);
            case NodeStore.Creation.NothingToAttachTo _ -> throw Reason.NODE_MISSING.thrown();
            case NodeStore.Creation.AlreadyThere _ -> throw Reason.NODE_EXISTS.thrown();
            case NodeStore.Creation.TooMany _ -> throw Reason.TOO_MANY_NODES.thrown();
        };
    }

    /** What has a twin is from the beginning as the server would make it. */
    private Configuration defaults(NodeAddress address) {
        Twins twins = parts.store().twins();
        return twins.of(address)
                .map(twin -> twins.configuration(address, Optional.empty()))
                .orElseGet(() -> parts.policy().defaults(address));
    }

    /** §7.1.3.2: a collection has no items (XEP-0248 §4.1). */
    private static void requireLeaf(Configuration node) {
        if (node.get(Settings.NODE_TYPE) == NodeType.COLLECTION) {
            throw new Unsupported(Feature.PUBLISH).thrown();
        }
    }

    private void requirePublisher(Node node, Jid publisher) {
        AttachmentRules.requireOfPeople(node.address());
        if (!parts.access().mayPublish(node, publisher)) {
            throw Reason.FORBIDDEN.thrown(); // §7.1.3.1
        }
    }

    private void check(Node node, List<Draft> drafts) {
        check(node.configuration(), drafts);
        Limits limits = parts.policy().limits();
        int most = node.persists() ? node.capacity(limits) : limits.itemsPerNode();
        if (drafts.size() > most) {
            throw Reason.MAX_ITEMS_EXCEEDED.thrown(); // §12.11
        }
    }

    /** §7.1.3.7: whether this kind of node takes these items, or none. */
    private void check(Configuration node, List<Draft> drafts) {
        boolean persists = node.get(Settings.PERSIST_ITEMS);
        boolean payloads = node.get(Settings.DELIVER_PAYLOADS);
        if (!drafts.isEmpty() && !persists && !payloads) {
            throw Reason.ITEM_FORBIDDEN.thrown();
        }
        if (drafts.isEmpty() && persists) {
            throw Reason.ITEM_REQUIRED.thrown();
        }
        boolean empty = drafts.isEmpty()
                || drafts.stream().anyMatch(draft -> draft.payload().isEmpty());
        if (payloads && empty) {
            throw Reason.PAYLOAD_REQUIRED.thrown();
        }
        if (drafts.stream()
                .anyMatch(draft -> draft.id().filter(id -> id.length() > MAX_ID).isPresent())) {
            throw Reason.INVALID_ITEM_ID.thrown();
        }
        drafts.stream().map(Draft::payload).flatMap(Optional::stream).forEach(payload -> check(node, payload));
    }

    private void check(Configuration node, Payload payload) {
        int most = Math.min(
                node.get(Settings.MAX_PAYLOAD_SIZE), parts.policy().limits().payloadBytes());
        if (payload.size() > most) {
            throw Reason.PAYLOAD_TOO_BIG.thrown(); // §7.1.3.5
        }
        String type = node.get(Settings.TYPE);
        if (!type.isEmpty() && !payload.isOf(type)) {
            throw Reason.INVALID_PAYLOAD.thrown(); // §7.1.3.6
        }
    }

    private Item item(Jid publisher, Draft draft) {
        String id = draft.id().orElseGet(parts.ids());
        return new Item(id, Optional.of(publisher), parts.now(), draft.payload());
    }

    /** Keeps the items, where the node keeps items. */
    private Optional<NodeStore.Addition.Added> stored(Node node, List<Item> items) {
        if (!node.persists()) {
            return Optional.empty();
        }
        boolean reject = node.get(Settings.NODE_FULL) == NodeFull.REJECT;
        int capacity = node.capacity(parts.policy().limits());
        NodeStore.Addition addition = parts.store().add(node, items, capacity, reject, node.expired(parts.now()));
        return switch (addition) {
            case NodeStore.Addition.Added added -> Optional.of(added);
            case NodeStore.Addition.Full _ -> throw Reason.NODE_FULL.thrown(); // §7.1.3.4
            case NodeStore.Addition.NothingToAttachTo _ -> throw Reason.NODE_MISSING.thrown();
        };
    }

    private List<Notification> notifications(
            Jid publisher, Node node, List<Item> items, Optional<NodeStore.Addition.Added> added) {
        List<String> displaced = added.map(NodeStore.Addition.Added::displaced).orElse(List.of());
        OptionalLong position =
                added.map(last -> OptionalLong.of(last.position())).orElse(OptionalLong.empty());
        List<Item> told = items.stream().map(item -> item.toldBy(node)).toList();
        List<Notification> all = new ArrayList<>(
                parts.audience().toldAtOnce(node, new Published(told, Optional.of(publisher), position)));
        // §7.1.2.5: the oldest is retracted, which subscribers may be told
        if (!displaced.isEmpty() && node.get(Settings.NODE_FULL) == NodeFull.RETRACT_OLDEST) {
            all.addAll(parts.audience()
                    .toldIf(Settings.NOTIFY_RETRACT, node, new Retracted(displaced, OptionalLong.empty())));
        }
        return all;
    }

    /**
     * Removes items, all or none of them (§7.2): any for an owner, their own for those who may publish.
     *
     * @param ids at least one, each once
     * @param notify whether subscribers are told even where the node does not say so (§7.2.2.1)
     */
    public Outcome<Boolean> retract(Jid requester, NodeAddress address, Collection<String> ids, boolean notify) {
        return parts.twinning().changing(address, Optional.empty(), () -> retracted(requester, address, ids, notify));
    }

    private Outcome<Boolean> retracted(Jid requester, NodeAddress address, Collection<String> ids, boolean notify) {
        return parts.nodes().change(address, node -> {
            AttachmentRules.requireOfPeople(address);
            Optional<Jid> onlyOf = retractable(node, requester);
            if (!node.persists()) {
                throw new Unsupported(Feature.PERSISTENT_ITEMS).thrown(); // §7.2.3.5
            }
            boolean told = notify || node.get(Settings.NOTIFY_RETRACT);
            NodeStore.Removal removal = parts.store().remove(node, ids, onlyOf, parts.trace(told));
            return switch (removal) {
                case NodeStore.Removal.Removed removed -> retracted(node, removed, told);
                case NodeStore.Removal.Missing _ -> throw Reason.ITEM_MISSING.thrown(); // §7.2.3.2
                case NodeStore.Removal.NotTheirs _ -> throw Reason.FORBIDDEN.thrown(); // §7.2.3.1
            };
        });
    }

    private Change<Boolean> retracted(Node node, NodeStore.Removal.Removed removed, boolean told) {
        Retracted retracted = new Retracted(removed.ids(), removed.position());
        return Change.of(node, true, told ? parts.audience().told(node, retracted) : List.<Notification>of())
                .with(removed.consequences());
    }

    /** Whose items somebody may remove; nobody in particular where they may remove any. */
    private Optional<Jid> retractable(Node node, Jid requester) {
        Affiliation affiliation = node.affiliation(requester);
        if (affiliation.grant(Privilege.DELETE_ITEM) == Grant.YES) {
            return Optional.empty();
        }
        // who may publish by the node's model rather than by affiliation may take back their own
        if (affiliation.grant(Privilege.DELETE_ITEM) == Grant.NO) {
            requirePublisher(node, requester);
        }
        return Optional.of(requester.bare());
    }
}
