package im.godwit.plugins.pubsub.websub;

import im.godwit.jid.Jid;
import im.godwit.plugins.pubsub.engine.NodeAddress;
import im.godwit.plugins.pubsub.http.Topic;
import im.godwit.store.Database;
import im.godwit.store.Migrations;
import im.godwit.store.Row;
import im.godwit.store.Sql;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The subscriptions of one service in the database. For any thread; what was written is durable. */
final class Subscribers {
    static final Migrations MIGRATIONS = Migrations.of("websub", Subscribers.class, "001-create.sql");

    private static final String THE_ONE = " WHERE service = ? AND node = ? AND format = ? AND callback = ?";

    private final Database database;
    private final Jid service;

    Subscribers(Database database, Jid service) {
        this.database = database;
        this.service = service;
    }

    /**
     * Adds a subscription, or renews one (§5.1: all but what it has been sent is replaced).
     *
     * @return whether there was room
     */
    boolean put(Subscriber subscriber, int most, int mostOfNode) {
        return database.write(sql -> {
            if (renewed(sql, subscriber)) {
                return true;
            }
            long all = count(sql, "SELECT COUNT(*) AS total FROM websub_subscriptions WHERE service = ?", service);
            long ofNode = count(
                    sql,
                    "SELECT COUNT(*) AS total FROM websub_subscriptions WHERE service = ? AND node = ?",
                    service,
                    subscriber.topic().node().node());
            if (all >= most || ofNode >= mostOfNode) {
                return false;
            }
            sql.update(
                    "INSERT INTO websub_subscriptions"
                            + " (service, node, format, callback, requester, secret, expires, delivered)"
                            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                    service,
                    subscriber.topic().node().node(),
                    subscriber.topic().format(),
                    subscriber.callback().toString(),
                    subscriber.requester(),
                    subscriber.secret(),
                    subscriber.expires(),
                    subscriber.delivered());
            return true;
        });
    }

    private boolean renewed(Sql sql, Subscriber subscriber) {
        return sql.update(
                        "UPDATE websub_subscriptions SET requester = ?, secret = ?, expires = ?" + THE_ONE,
                        subscriber.requester(),
                        subscriber.secret(),
                        subscriber.expires(),
                        service,
                        subscriber.topic().node().node(),
                        subscriber.topic().format(),
                        subscriber.callback().toString())
                > 0;
    }

    private static long count(Sql sql, String statement, Object... arguments) {
        return sql.first(statement, row -> row.number("total"), arguments).orElseThrow();
    }

    /** The subscriptions to a node, in all formats, whose lease has not ended. */
    List<Subscriber> of(NodeAddress node, Instant now) {
        return database.read(sql -> sql.query(
                "SELECT node, format, callback, requester, secret, expires, delivered FROM websub_subscriptions"
                        + " WHERE service = ? AND node = ? AND expires > ?",
                this::subscriber,
                service,
                node.node(),
                now));
    }

    private Subscriber subscriber(Row row) {
        return new Subscriber(
                new Topic(new NodeAddress(service, row.text("node")), row.text("format")),
                URI.create(row.text("callback")),
                row.jid("requester"),
                row.optionalText("secret"),
                row.instant("expires"),
                row.text("delivered"));
    }

    /** The nodes that somebody is subscribed to. */
    List<NodeAddress> nodes() {
        return database.read(sql -> sql.query(
                "SELECT DISTINCT node FROM websub_subscriptions WHERE service = ?",
                row -> new NodeAddress(service, row.text("node")),
                service));
    }

    /** Whether somebody is subscribed to a node. */
    boolean has(NodeAddress node) {
        return database.read(sql -> sql.first(
                        "SELECT node FROM websub_subscriptions WHERE service = ? AND node = ? LIMIT 1",
                        row -> row.text("node"),
                        service,
                        node.node()))
                .isPresent();
    }

    /** The tag of the content that a subscriber has; nothing if it is none any more. */
    Optional<String> tag(Subscriber.Key key) {
        return database.read(sql -> sql.first(
                "SELECT delivered FROM websub_subscriptions" + THE_ONE,
                row -> row.text("delivered"),
                service,
                key.topic().node().node(),
                key.topic().format(),
                key.callback().toString()));
    }

    /** A subscriber has the content with this tag. */
    void delivered(Subscriber.Key key, String tag) {
        database.write(sql -> sql.update(
                "UPDATE websub_subscriptions SET delivered = ?" + THE_ONE,
                tag,
                service,
                key.topic().node().node(),
                key.topic().format(),
                key.callback().toString()));
    }

    /** Ends a subscription. */
    void remove(Subscriber.Key key) {
        database.write(sql -> sql.update(
                "DELETE FROM websub_subscriptions" + THE_ONE,
                service,
                key.topic().node().node(),
                key.topic().format(),
                key.callback().toString()));
    }

    /** Removes the subscriptions of a node whose lease has ended. */
    void removeExpired(NodeAddress node, Instant now) {
        database.write(sql -> sql.update(
                "DELETE FROM websub_subscriptions WHERE service = ? AND node = ? AND expires <= ?",
                service,
                node.node(),
                now));
    }

    /** Forgets an account. */
    void forget(Jid account) {
        database.write(sql ->
                sql.update("DELETE FROM websub_subscriptions WHERE service = ? AND requester = ?", service, account));
    }
}
