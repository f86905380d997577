package im.godwit.plugins.pubsub.engine;

import im.godwit.jid.Jid;
import im.godwit.plugins.pubsub.engine.NodeEvent.Published;
import im.godwit.plugins.pubsub.engine.NodeEvent.Retracted;
import im.godwit.plugins.pubsub.engine.Refusal.Reason;
import im.godwit.plugins.pubsub.engine.Refusal.Unsupported;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Publishes and retracts items (XEP-0060 §7). */
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
     * Publishes an item, or on a transient node without payloads just the news that something happened (§7.1).
     *
     * @return the item's identifier, where there is an item
     */
    public Outcome<Optional<String>> publish(Jid publisher, NodeAddress address, Optional<Draft> draft) {
        return parts.nodes().at(address, before -> {
            Node node = before.orElseGet(() -> autoCreated(publisher, address, draft));
            requirePublisher(node, publisher);
            check(node.configuration(), draft);
            Optional<Item> item = draft.map(d -> item(publisher, d));
            List<String> displaced = item.map(i -> stored(node, i)).orElse(List.of());
            return Change.of(node, item.map(Item::id), notifications(node, item, displaced));
        });
    }

    /** §7.1.4. */
    private Node autoCreated(Jid publisher, NodeAddress address, Optional<Draft> draft) {
        if (!parts.policy().autoCreate()) {
            throw Reason.NODE_MISSING.thrown(); // §7.1.3.3
        }
        management.requireCreator(publisher);
        check(management.defaults(), draft);
        return management.made(publisher, address.requireValid(), management.defaults());
    }

    private static void requirePublisher(Node node, Jid publisher) {
        if (!node.get(Settings.PUBLISH_MODEL).lets(node.affiliation(publisher), node.isSubscribed(publisher))) {
            throw Reason.FORBIDDEN.thrown(); // §7.1.3.1
        }
    }

    /** §7.1.3.7: whether this kind of node takes this item, or none. */
    private void check(Configuration node, Optional<Draft> draft) {
        boolean persists = node.get(Settings.PERSIST_ITEMS);
        boolean payloads = node.get(Settings.DELIVER_PAYLOADS);
        if (draft.isPresent() && !persists && !payloads) {
            throw Reason.ITEM_FORBIDDEN.thrown();
        }
        if (draft.isEmpty() && persists) {
            throw Reason.ITEM_REQUIRED.thrown();
        }
        if (payloads && draft.flatMap(Draft::payload).isEmpty()) {
            throw Reason.PAYLOAD_REQUIRED.thrown();
        }
        if (draft.flatMap(Draft::id).filter(id -> id.length() > MAX_ID).isPresent()) {
            throw Reason.INVALID_ITEM_ID.thrown();
        }
        draft.flatMap(Draft::payload).ifPresent(payload -> check(node, payload));
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
        return new Item(id, Optional.of(publisher), parts.clock().instant(), draft.payload());
    }

    /** Keeps the item, where the node keeps items; answers which had to go. */
    private List<String> stored(Node node, Item item) {
        if (!node.persists()) {
            return List.of();
        }
        boolean reject = node.get(Settings.NODE_FULL) == NodeFull.REJECT;
        NodeStore.Addition addition =
                parts.store().add(node, item, node.capacity(parts.policy().limits()), reject);
        return switch (addition) {
            case NodeStore.Addition.Added added -> added.displaced();
            case NodeStore.Addition.Full _ -> throw Reason.NODE_FULL.thrown(); // §7.1.3.4
        };
    }

    private static List<Notification> notifications(Node node, Optional<Item> item, List<String> displaced) {
        boolean payloads = node.get(Settings.DELIVER_PAYLOADS);
        Optional<Item> shown =
                item.map(i -> i.shownBy(node.configuration())).map(i -> payloads ? i : i.withoutPayload());
        List<Notification> all = new ArrayList<>(Node.some(node.notice(new Published(shown))));
        // §7.1.2.5: the oldest is retracted, which subscribers may be told
        if (!displaced.isEmpty() && node.get(Settings.NODE_FULL) == NodeFull.RETRACT_OLDEST) {
            all.addAll(node.noticeIf(Settings.NOTIFY_RETRACT, new Retracted(displaced)));
        }
        return all;
    }

    /**
     * Removes an item (§7.2): any for an owner, their own for those who may publish.
     *
     * @param notify whether subscribers are told even where the node does not say so (§7.2.2.1)
     */
    public Outcome<Boolean> retract(Jid requester, NodeAddress address, String id, boolean notify) {
        return parts.nodes().change(address, node -> {
            Optional<Jid> onlyOf = retractable(node, requester);
            if (!node.persists()) {
                throw new Unsupported(Feature.PERSISTENT_ITEMS).thrown(); // §7.2.3.5
            }
            switch (parts.store().remove(node, id, onlyOf)) {
                case REMOVED -> {}
                case MISSING -> throw Reason.ITEM_MISSING.thrown(); // §7.2.3.2
                case NOT_THEIRS -> throw Reason.FORBIDDEN.thrown(); // §7.2.3.1
            }
            boolean told = notify || node.get(Settings.NOTIFY_RETRACT);
            Retracted retracted = new Retracted(List.of(id));
            return Change.of(node, true, told ? Node.some(node.notice(retracted)) : List.of());
        });
    }

    /** Whose items somebody may remove; nobody in particular where they may remove any. */
    private static Optional<Jid> retractable(Node node, Jid requester) {
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
