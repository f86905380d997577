package im.godwit.plugins.pubsub.store;

import im.godwit.jid.Jid;
import im.godwit.plugins.pubsub.engine.Configuration;
import im.godwit.plugins.pubsub.engine.Setting;
import im.godwit.plugins.pubsub.engine.Settings;
import im.godwit.store.Sql;
import java.util.ArrayList;
import java.util.List;

/** The rows of links between nodes and the collections they are in; one row is seen from both its ends. */
final class LinkRows {
    private LinkRows() {}

    /** A configuration with the links of its node. */
    static Configuration load(Sql sql, long node, Configuration configuration) {
        return configuration
                .with(Settings.COLLECTION, names(sql, "parent", "child", node))
                .with(Settings.CHILDREN, names(sql, "child", "parent", node));
    }

    private static List<String> names(Sql sql, String wanted, String known, long node) {
        return sql.query(
                "SELECT n.node FROM pubsub_links l JOIN pubsub_nodes n ON n.number = l." + wanted + " WHERE l." + known
                        + " = ? ORDER BY n.node",
                row -> row.text("node"),
                node);
    }

    /** Changes the links of a node from what they were to what is wanted. */
    static void set(Sql sql, Jid service, long node, Configuration before, Configuration wanted) {
        set(sql, service, node, before, wanted, Settings.COLLECTION, "parent", "child");
        set(sql, service, node, before, wanted, Settings.CHILDREN, "child", "parent");
    }

    private static void set(
            Sql sql,
            Jid service,
            long node,
            Configuration before,
            Configuration wanted,
            Setting<List<String>> links,
            String other,
            String own) {
        for (String name : without(before.get(links), wanted.get(links))) {
            sql.update(
                    "DELETE FROM pubsub_links WHERE " + own + " = ? AND " + other
                            + " = (SELECT number FROM pubsub_nodes WHERE service = ? AND node = ?)",
                    node,
                    service,
                    name);
        }
        for (String name : without(wanted.get(links), before.get(links))) {
            sql.update(
                    "INSERT INTO pubsub_links (" + own + ", " + other
                            + ") SELECT CAST(? AS BIGINT), number FROM pubsub_nodes WHERE service = ? AND node = ?"
                            + " ON CONFLICT (parent, child) DO NOTHING",
                    node,
                    service,
                    name);
        }
    }

    private static List<String> without(List<String> names, List<String> others) {
        List<String> left = new ArrayList<>(names);
        left.removeAll(others);
        return left;
    }
}
