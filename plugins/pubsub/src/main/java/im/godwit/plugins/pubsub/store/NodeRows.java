package im.godwit.plugins.pubsub.store;

import im.godwit.jid.Jid;
import im.godwit.plugins.pubsub.engine.AccessModel;
import im.godwit.plugins.pubsub.engine.Affiliation;
import im.godwit.plugins.pubsub.engine.Configuration;
import im.godwit.plugins.pubsub.engine.Node;
import im.godwit.plugins.pubsub.engine.NodeAddress;
import im.godwit.plugins.pubsub.engine.NodeStore.Listing;
import im.godwit.plugins.pubsub.engine.Settings;
import im.godwit.store.Row;
import im.godwit.store.Sql;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The rows of nodes and of all that belongs to them but items. */
final class NodeRows {
    private static final String LISTING = "SELECT n.node, t.value AS title, m.value AS access, a.affiliation,"
            + " EXISTS (SELECT 1 FROM pubsub_settings r WHERE r.node = n.number AND r.setting IN ('"
            + Settings.LINK.name() + "', '" + Settings.PARENT.name() + "') AND r.value <> '') AS dependent"
            + " FROM pubsub_nodes n"
            + " JOIN pubsub_settings m ON m.node = n.number AND m.setting = ?"
            + " LEFT JOIN pubsub_settings t ON t.node = n.number AND t.setting = ?"
            + " LEFT JOIN pubsub_affiliations a ON a.node = n.number AND a.account = ?"
            + " WHERE n.service = ? AND n.node <> ''"
            + " AND NOT EXISTS (SELECT 1 FROM pubsub_links l WHERE l.child = n.number)";

    private NodeRows() {}

    private record Found(long key, Jid creator, Instant created) {}

    static Optional<Node> load(Sql sql, NodeAddress address) {
        Optional<Found> found = sql.first(
                "SELECT number, creator, created FROM pubsub_nodes WHERE service = ? AND node = ?",
                row -> new Found(row.number("number"), row.jid("creator"), row.instant("created")),
                address.service(),
                address.node());
        return found.map(node -> new Node(
                node.key(),
                address,
                node.creator(),
                node.created(),
                configuration(sql, node.key()),
                affiliations(sql, node.key()),
                SubscriptionRows.ofNode(sql, node.key())));
    }

    /** The key of a node, if it is there. */
    static Optional<Long> key(Sql sql, NodeAddress address) {
        return sql.first(
                "SELECT number FROM pubsub_nodes WHERE service = ? AND node = ?",
                row -> row.number("number"),
                address.service(),
                address.node());
    }

    /** The node of a key, if it is there. */
    static Optional<Node> load(Sql sql, long key) {
        return sql.first(
                        "SELECT service, node FROM pubsub_nodes WHERE number = ?",
                        row -> new NodeAddress(row.jid("service"), row.text("node")),
                        key)
                .flatMap(address -> load(sql, address));
    }

    private static Configuration configuration(Sql sql, long node) {
        Map<String, String> texts = new HashMap<>();
        sql.query(
                        "SELECT setting, value FROM pubsub_settings WHERE node = ?",
                        row -> Map.entry(row.text("setting"), row.text("value")),
                        node)
                .forEach(entry -> texts.put(entry.getKey(), entry.getValue()));
        return LinkRows.load(sql, node, Configuration.STANDARD.withStored(texts));
    }

    private static Map<Jid, Affiliation> affiliations(Sql sql, long node) {
        Map<Jid, Affiliation> affiliations = new HashMap<>();
        sql.query(
                        "SELECT account, affiliation FROM pubsub_affiliations WHERE node = ?",
                        row -> Map.entry(row.jid("account"), Affiliation.valueOf(row.text("affiliation"))),
                        node)
                .forEach(entry -> affiliations.put(entry.getKey(), entry.getValue()));
        return affiliations;
    }

    /** A new node's key; nothing if there is one of this name. */
    static Optional<Long> insert(Sql sql, NodeAddress address, Jid creator, Instant created) {
        return sql.first(
                "INSERT INTO pubsub_nodes (service, node, creator, created) VALUES (?, ?, ?, ?)"
                        + " ON CONFLICT (service, node) DO NOTHING RETURNING number",
                row -> row.number("number"),
                address.service(),
                address.node(),
                creator,
                created);
    }

    /** All but its links, which are rows of their own. */
    static void configure(Sql sql, long node, Configuration configuration) {
        configuration
                .without(Settings.COLLECTION, Settings.CHILDREN)
                .texts()
                .forEach((setting, value) -> sql.update(
                        "INSERT INTO pubsub_settings (node, setting, value) VALUES (?, ?, ?)"
                                + " ON CONFLICT (node, setting) DO UPDATE SET value = excluded.value",
                        node,
                        setting,
                        value));
    }

    static void affiliate(Sql sql, long node, Jid account, Affiliation affiliation) {
        if (affiliation == Affiliation.NONE) {
            sql.update("DELETE FROM pubsub_affiliations WHERE node = ? AND account = ?", node, account);
        } else {
            sql.update(
                    "INSERT INTO pubsub_affiliations (node, account, affiliation) VALUES (?, ?, ?)"
                            + " ON CONFLICT (node, account) DO UPDATE SET affiliation = excluded.affiliation",
                    node,
                    account,
                    affiliation);
        }
    }

    static List<Listing> list(Sql sql, Jid service, Jid requester, String after, int limit) {
        return sql.query(
                LISTING + " AND n.node > ? ORDER BY n.node LIMIT ?",
                row -> listing(row),
                Settings.ACCESS_MODEL.name(),
                Settings.TITLE.name(),
                requester,
                service,
                after,
                limit);
    }

    static List<Listing> listBackwards(Sql sql, Jid service, Jid requester, Optional<String> before, int limit) {
        List<Object> arguments =
                new ArrayList<>(List.of(Settings.ACCESS_MODEL.name(), Settings.TITLE.name(), requester, service));
        before.ifPresent(arguments::add);
        arguments.add(limit);
        String bound = before.isPresent() ? " AND n.node < ?" : "";
        return sql.query(LISTING + bound + " ORDER BY n.node DESC LIMIT ?", row -> listing(row), arguments.toArray());
    }

    private static Listing listing(Row row) {
        Configuration access =
                Configuration.STANDARD.withStored(Map.of(Settings.ACCESS_MODEL.name(), row.text("access")));
        AccessModel model = access.get(Settings.ACCESS_MODEL);
        return new Listing(
                row.text("node"),
                row.optionalText("title").orElse(""),
                model,
                row.optionalText("affiliation").map(Affiliation::valueOf).orElse(Affiliation.NONE),
                row.flag("dependent"));
    }
}
