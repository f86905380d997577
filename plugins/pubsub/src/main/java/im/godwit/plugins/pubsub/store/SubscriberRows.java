package im.godwit.plugins.pubsub.store;

import im.godwit.jid.Jid;
import im.godwit.plugins.pubsub.engine.Attached;
import im.godwit.plugins.pubsub.engine.Consequence;
import im.godwit.plugins.pubsub.engine.Item;
import im.godwit.plugins.pubsub.engine.Node;
import im.godwit.plugins.pubsub.engine.NodeAddress;
import im.godwit.plugins.pubsub.engine.NodeStore.Trace;
import im.godwit.plugins.pubsub.engine.Options;
import im.godwit.plugins.pubsub.engine.Payload;
import im.godwit.plugins.pubsub.engine.Subscription;
import im.godwit.plugins.pubsub.engine.SubscriptionState;
import im.godwit.store.Sql;
import im.godwit.xml.Element;
import im.godwit.xml.Name;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The items that tell who is publicly subscribed to a node (XEP-0465 §4.4): one for each account, with its name. */
final class SubscriberRows {
    private static final Name SUBSCRIBER = new Name(Attached.PUBLIC, "subscriber");

    private SubscriberRows() {}

    /**
     * After subscriptions came, changed or went.
     *
     * @param before the node with its subscriptions as they were
     */
    static List<Consequence> follow(Sql sql, Node before, Collection<Subscription> changes, Trace trace) {
        NodeAddress address = new Attached.Subscribers(before.address()).address();
        List<Consequence> all = new ArrayList<>();
        if (Attached.at(address).isPresent()) {
            changes.stream()
                    .filter(change -> change.isPublic() || wasPublic(before, change))
                    .map(change -> change.jid().bare())
                    .distinct()
                    .forEach(account -> all.addAll(follow(sql, before, address, account, trace)));
        }
        return all;
    }

    private static boolean wasPublic(Node before, Subscription change) {
        return before.subscriptions()
                .find(change.jid(), change.subid())
                .filter(Subscription::isPublic)
                .isPresent();
    }

    private static List<Consequence> follow(Sql sql, Node node, NodeAddress address, Jid account, Trace trace) {
        Optional<Long> key = NodeRows.key(sql, address);
        String id = account.toString();
        boolean told = key.flatMap(list -> ItemRows.publisher(sql, list, id)).isPresent();
        if (isPublic(sql, node, account) == told) {
            return List.of();
        }
        if (told) {
            ItemRows.delete(sql, key.get(), id);
            return AttachmentRows.withdrawn(sql, address, key.get(), List.of(id), Optional.of(trace));
        }
        long list = key.orElseGet(() -> AttachmentRows.made(sql, node.creator(), node.key(), address, trace.at()));
        AttachmentRows.join(sql, list, node.key(), Optional.empty()); // somebody may have made it long ago
        Element subscriber = Element.builder(SUBSCRIBER).attribute("jid", id).build();
        ItemRows.put(
                sql,
                list,
                new Item(id, Optional.of(address.service()), trace.at(), Optional.of(Payload.of(subscriber))));
        return List.of(new Consequence.Renewed(address, id));
    }

    private static boolean isPublic(Sql sql, Node node, Jid account) {
        return sql.first(
                        "SELECT s.number FROM pubsub_subscriptions s JOIN pubsub_options o ON o.subscription = s.number"
                                + " WHERE s.node = ? AND s.account = ? AND s.state = ? AND o.setting = ?"
                                + " AND o.value = '1' LIMIT 1",
                        row -> row.number("number"),
                        node.key(),
                        account,
                        SubscriptionState.SUBSCRIBED,
                        Options.PUBLIC.name())
                .isPresent();
    }
}
