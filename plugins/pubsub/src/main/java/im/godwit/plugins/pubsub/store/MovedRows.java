package im.godwit.plugins.pubsub.store;

import im.godwit.plugins.pubsub.engine.Node;
import im.godwit.plugins.pubsub.engine.NodeAddress;
import im.godwit.store.Sql;
import java.util.Optional;

/** Where nodes went that are not there any more. */
final class MovedRows {
    private MovedRows() {}

    static Optional<String> find(Sql sql, NodeAddress address) {
        return sql.first(
                "SELECT uri FROM pubsub_moved WHERE service = ? AND node = ?",
                row -> row.text("uri"),
                address.service(),
                address.node());
    }

    /**
     * Remembers where a node went.
     *
     * @param keep of how many of its creator's nodes that is remembered; the others are forgotten, the oldest first
     */
    static void add(Sql sql, Node node, String uri, int keep) {
        forget(sql, node.address());
        sql.update(
                "INSERT INTO pubsub_moved (service, node, creator, uri) VALUES (?, ?, ?, ?)",
                node.address().service(),
                node.address().node(),
                node.creator(),
                uri);
        sql.update(
                "DELETE FROM pubsub_moved WHERE creator = ? AND service = ? AND number <="
                        + " (SELECT number FROM pubsub_moved WHERE creator = ? AND service = ?"
                        + " ORDER BY number DESC LIMIT 1 OFFSET ?)",
                node.creator(),
                node.address().service(),
                node.creator(),
                node.address().service(),
                keep);
    }

    /** There is a node again. */
    static void forget(Sql sql, NodeAddress address) {
        sql.update("DELETE FROM pubsub_moved WHERE service = ? AND node = ?", address.service(), address.node());
    }
}
