package im.godwit.plugins.pubsub.store;

import im.godwit.jid.Jid;
import im.godwit.plugins.pubsub.engine.Affiliation;
import im.godwit.plugins.pubsub.engine.Configuration;
import im.godwit.plugins.pubsub.engine.Lease;
import im.godwit.plugins.pubsub.engine.NodeAddress;
import im.godwit.plugins.pubsub.engine.NodeStore.DueDigest;
import im.godwit.plugins.pubsub.engine.NodeStore.Held;
import im.godwit.plugins.pubsub.engine.Options;
import im.godwit.plugins.pubsub.engine.Subscription;
import im.godwit.plugins.pubsub.engine.SubscriptionState;
import im.godwit.plugins.pubsub.engine.Subscriptions;
import im.godwit.store.Row;
import im.godwit.store.Sql;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The rows of subscriptions and their options. Only options that differ from the usual are kept. */
final class SubscriptionRows {
    private SubscriptionRows() {}

    private record Numbered(long number, String node, Subscription subscription) {
        Subscription with(Map<Long, Map<String, String>> options) {
            return subscription.withOptions(
                    Configuration.UNCONFIGURED.withStored(options.getOrDefault(number, Map.of())));
        }
    }

    private record Option(long subscription, String setting, String value) {}

    static Subscriptions ofNode(Sql sql, long node) {
        List<Numbered> rows = sql.query(
                "SELECT number, '' AS name, jid, subid, state FROM pubsub_subscriptions WHERE node = ?",
                SubscriptionRows::numbered,
                node);
        Map<Long, Map<String, String>> options = options(sql.query(
                "SELECT o.subscription, o.setting, o.value FROM pubsub_options o"
                        + " JOIN pubsub_subscriptions s ON s.number = o.subscription WHERE s.node = ?",
                SubscriptionRows::option,
                node));
        return Subscriptions.of(rows.stream().map(row -> row.with(options)).toList());
    }

    static List<Held<Subscription>> ofAccount(Sql sql, Jid service, Jid account) {
        List<Numbered> rows = sql.query(
                "SELECT s.number, n.node AS name, s.jid, s.subid, s.state FROM pubsub_subscriptions s"
                        + " JOIN pubsub_nodes n ON n.number = s.node"
                        + " WHERE s.account = ? AND n.service = ? ORDER BY n.node, s.jid, s.number",
                SubscriptionRows::numbered,
                account,
                service);
        Map<Long, Map<String, String>> options = options(sql.query(
                "SELECT o.subscription, o.setting, o.value FROM pubsub_options o"
                        + " JOIN pubsub_subscriptions s ON s.number = o.subscription WHERE s.account = ?",
                SubscriptionRows::option,
                account));
        return rows.stream()
                .map(row -> new Held<>(row.node(), row.with(options)))
                .toList();
    }

    private static Numbered numbered(Row row) {
        return new Numbered(
                row.number("number"),
                row.text("name"),
                Subscription.of(row.jid("jid"), row.text("subid"), SubscriptionState.valueOf(row.text("state"))));
    }

    private static Option option(Row row) {
        return new Option(row.number("subscription"), row.text("setting"), row.text("value"));
    }

    private static Map<Long, Map<String, String>> options(List<Option> rows) {
        Map<Long, Map<String, String>> options = new HashMap<>();
        rows.forEach(row -> options.computeIfAbsent(row.subscription(), number -> new HashMap<>())
                .put(row.setting(), row.value()));
        return options;
    }

    /** Sets a subscription; one that is none is forgotten. */
    static void set(Sql sql, long node, Subscription subscription) {
        if (subscription.state() == SubscriptionState.NONE) {
            sql.update(
                    "DELETE FROM pubsub_subscriptions WHERE node = ? AND jid = ? AND subid = ?",
                    node,
                    subscription.jid(),
                    subscription.subid());
            return;
        }
        long number = sql.first(
                        "INSERT INTO pubsub_subscriptions (node, account, jid, subid, state, expires)"
                                + " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (node, jid, subid) DO UPDATE"
                                + " SET state = excluded.state, expires = excluded.expires RETURNING number",
                        row -> row.number("number"),
                        node,
                        subscription.jid().bare(),
                        subscription.jid(),
                        subscription.subid(),
                        subscription.state(),
                        subscription.options().get(Options.EXPIRE).end())
                .orElseThrow();
        boolean durable = subscription.options().get(Options.DURABLE);
        if (durable) {
            CursorRows.begin(sql, node, number);
        } else {
            CursorRows.end(sql, number);
        }
        if (subscription.options().get(Options.DIGEST) && !durable) {
            // a digest begins with what is published from now on, and goes on where it was
            sql.update(
                    "UPDATE pubsub_subscriptions SET digest_next = 0,"
                            + " digested = (SELECT COALESCE(MAX(number), 0) FROM pubsub_items)"
                            + " WHERE number = ? AND digest_next IS NULL",
                    number);
        } else {
            sql.update("UPDATE pubsub_subscriptions SET digest_next = NULL WHERE number = ?", number);
        }
        sql.update("DELETE FROM pubsub_options WHERE subscription = ?", number);
        Map<String, String> usual = Configuration.UNCONFIGURED.texts();
        subscription.options().texts().forEach((setting, value) -> {
            if (!value.equals(usual.get(setting))) {
                sql.update(
                        "INSERT INTO pubsub_options (subscription, setting, value) VALUES (?, ?, ?)",
                        number,
                        setting,
                        value);
            }
        });
    }

    static List<String> withPending(Sql sql, Jid service, Jid owner, int limit) {
        return sql.query(
                // from the owner's own nodes; SQLite keeps the order of a cross join
                "SELECT n.node FROM pubsub_affiliations a CROSS JOIN pubsub_nodes n"
                        + " WHERE n.number = a.node AND a.account = ? AND a.affiliation = ? AND n.service = ? AND EXISTS"
                        + " (SELECT 1 FROM pubsub_subscriptions s WHERE s.node = n.number AND s.state = ?)"
                        + " ORDER BY n.node LIMIT ?",
                row -> row.text("node"),
                owner,
                Affiliation.OWNER,
                service,
                SubscriptionState.PENDING,
                limit);
    }

    /** The services at which an account has subscriptions that end with its presence. */
    static List<Jid> temporary(Sql sql, Jid account) {
        return sql.query(
                "SELECT DISTINCT n.service FROM pubsub_subscriptions s"
                        + " JOIN pubsub_options o ON o.subscription = s.number JOIN pubsub_nodes n ON n.number = s.node"
                        + " WHERE s.account = ? AND o.setting = ? AND o.value = ? ORDER BY n.service",
                row -> row.jid("service"),
                account,
                Options.EXPIRE.name(),
                Lease.PRESENCE.text());
    }

    static List<DueDigest> dueDigests(Sql sql, Services services, Instant now, long after, int limit) {
        return sql.query(
                "SELECT s.number, n.service, n.node AS name, s.jid, s.subid, s.digested FROM pubsub_subscriptions s"
                        + " JOIN pubsub_nodes n ON n.number = s.node WHERE s.digest_next <= ? AND s.number > ?"
                        + " AND n.service LIKE ? ESCAPE '!'"
                        + " AND EXISTS (SELECT 1 FROM pubsub_items i WHERE i.node = s.node AND i.number > s.digested)"
                        + " ORDER BY s.number LIMIT ?",
                row -> new DueDigest(
                        row.number("number"),
                        new NodeAddress(row.jid("service"), row.text("name")),
                        row.jid("jid"),
                        row.text("subid"),
                        row.number("digested")),
                now,
                after,
                services.pattern(),
                limit);
    }

    static List<NodeAddress> expired(Sql sql, Services services, Instant now, int limit) {
        return sql.query(
                "SELECT n.service, n.node, MIN(s.expires) AS first FROM pubsub_subscriptions s"
                        + " JOIN pubsub_nodes n ON n.number = s.node WHERE s.expires <= ?"
                        + " AND n.service LIKE ? ESCAPE '!'"
                        + " GROUP BY n.service, n.node ORDER BY first LIMIT ?",
                row -> new NodeAddress(row.jid("service"), row.text("node")),
                now,
                services.pattern(),
                limit);
    }
}
