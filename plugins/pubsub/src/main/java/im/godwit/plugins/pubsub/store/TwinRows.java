package im.godwit.plugins.pubsub.store;

import im.godwit.plugins.pubsub.engine.Affiliation;
import im.godwit.plugins.pubsub.engine.Configuration;
import im.godwit.plugins.pubsub.engine.Item;
import im.godwit.plugins.pubsub.engine.Node;
import im.godwit.plugins.pubsub.engine.NodeAddress;
import im.godwit.plugins.pubsub.engine.Twins;
import im.godwit.store.Sql;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Changes the twins of changed nodes. */
final class TwinRows {
    private TwinRows() {}

    /** Does at a node's twin, where it has one, what follows from the items that the node has now. */
    static void follow(Sql sql, Twins twins, Node changed) {
        twins.of(changed.address()).ifPresent(twin -> follow(sql, twins, changed, twin, items(sql, changed.key())));
    }

    /** The same for a node that is about to be deleted. */
    static void forget(Sql sql, Twins twins, Node changed) {
        twins.of(changed.address()).ifPresent(twin -> follow(sql, twins, changed, twin, List.of()));
    }

    private static void follow(Sql sql, Twins twins, Node changed, NodeAddress address, List<Item> items) {
        Optional<Node> twin = NodeRows.load(sql, address);
        if (twin.filter(TwinRows::isShared).isPresent()) {
            return;
        }
        List<Item> others = twin.map(node -> items(sql, node.key())).orElse(List.of());
        Twins.Edit edit = twins.follow(changed.address(), items, others);
        if (edit.isEmpty()) {
            return;
        }
        Configuration configuration = twins.configuration(address, twin.map(Node::configuration));
        long key = twin.map(Node::key)
                .orElseGet(() -> made(sql, address, edit.put().getFirst().published()));
        NodeRows.configure(sql, key, configuration);
        edit.removed().forEach(id -> ItemRows.delete(sql, key, id));
        edit.put().forEach(item -> ItemRows.put(sql, key, item));
    }

    private static boolean isShared(Node node) {
        return node.affiliations().size() > 1;
    }

    private static List<Item> items(Sql sql, long node) {
        return ItemRows.newest(sql, node, Integer.MAX_VALUE, Integer.MAX_VALUE, Instant.EPOCH);
    }

    /** Only what has items is made, for there is nothing to be removed from what is not there. */
    private static long made(Sql sql, NodeAddress address, Instant created) {
        long key = NodeRows.insert(sql, address, address.service(), created).orElseThrow();
        MovedRows.forget(sql, address);
        NodeRows.affiliate(sql, key, address.service(), Affiliation.OWNER);
        return key;
    }
}
