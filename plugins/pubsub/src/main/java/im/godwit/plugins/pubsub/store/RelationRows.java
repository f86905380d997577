package im.godwit.plugins.pubsub.store;

import im.godwit.jid.Jid;
import im.godwit.plugins.pubsub.engine.Configuration;
import im.godwit.plugins.pubsub.engine.NodeAddress;
import im.godwit.plugins.pubsub.engine.Setting;
import im.godwit.plugins.pubsub.engine.Settings;
import im.godwit.store.Sql;
import java.util.List;

/**
 * The rows by which it is found what depends on a node (XEP-0496). What a node depends on is among its settings, so
 * that it stays closed where that is gone.
 */
final class RelationRows {
    private static final List<Setting<String>> RELATIONS = List.of(Settings.LINK, Settings.PARENT);

    private RelationRows() {}

    /** Changes what a node depends on from what it was to what is wanted. */
    static void set(Sql sql, Jid service, long node, Configuration before, Configuration wanted) {
        boolean same =
                RELATIONS.stream().allMatch(relation -> wanted.get(relation).equals(before.get(relation)));
        if (same) {
            return;
        }
        sql.update("DELETE FROM pubsub_relations WHERE node = ?", node);
        for (Setting<String> relation : RELATIONS) {
            sql.update(
                    "INSERT INTO pubsub_relations (node, target)"
                            + " SELECT CAST(? AS BIGINT), number FROM pubsub_nodes WHERE service = ? AND node = ?"
                            + " AND node <> '' ON CONFLICT (node) DO NOTHING",
                    node,
                    service,
                    wanted.get(relation));
        }
    }

    static List<NodeAddress> dependents(Sql sql, NodeAddress address) {
        return sql.query(
                "SELECT n.node FROM pubsub_nodes t JOIN pubsub_relations r ON r.target = t.number"
                        + " JOIN pubsub_nodes n ON n.number = r.node WHERE t.service = ? AND t.node = ? ORDER BY n.node",
                row -> new NodeAddress(address.service(), row.text("node")),
                address.service(),
                address.node());
    }
}
