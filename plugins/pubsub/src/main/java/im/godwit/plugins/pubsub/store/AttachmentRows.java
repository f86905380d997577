package im.godwit.plugins.pubsub.store;

import im.godwit.jid.Jid;
import im.godwit.plugins.pubsub.engine.Affiliation;
import im.godwit.plugins.pubsub.engine.Attached;
import im.godwit.plugins.pubsub.engine.Configuration;
import im.godwit.plugins.pubsub.engine.Consequence;
import im.godwit.plugins.pubsub.engine.Item;
import im.godwit.plugins.pubsub.engine.Node;
import im.godwit.plugins.pubsub.engine.NodeAddress;
import im.godwit.plugins.pubsub.engine.NodeStore.Trace;
import im.godwit.plugins.pubsub.engine.Payload;
import im.godwit.plugins.pubsub.engine.Tally;
import im.godwit.store.Sql;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** The rows that join nodes to what they are about, and what follows for the one from changes of the other. */
final class AttachmentRows {
    private static final String ABOUT = "SELECT service, node FROM pubsub_nodes WHERE number IN"
            + " (SELECT a.node FROM pubsub_attachments a WHERE a.target = ?";

    private static final String WITHOUT_ITEM = " AND a.item IS NOT NULL AND NOT EXISTS"
            + " (SELECT 1 FROM pubsub_items i WHERE i.node = a.target AND i.id = a.item)";

    private AttachmentRows() {}

    /**
     * The key of the node that holds the item to which something is to be attached; the item stays until the
     * transaction is over. Nothing if it is not there.
     */
    static Optional<Long> held(Sql sql, Attached.ToItem attached) {
        return sql.first(
                "UPDATE pubsub_items SET id = id WHERE id = ? AND node ="
                        + " (SELECT number FROM pubsub_nodes WHERE service = ? AND node = ?) RETURNING node",
                row -> row.number("node"),
                attached.item(),
                attached.target().service(),
                attached.target().node());
    }

    /** Joins a node to an item, or a summary to all of them, unless it is joined already. */
    static void join(Sql sql, long node, long target, Optional<String> item) {
        sql.update(
                "INSERT INTO pubsub_attachments (node, target, item) VALUES (?, ?, ?) ON CONFLICT (node) DO NOTHING",
                node,
                target,
                item);
    }

    /** Removes what is about a node that is about to be deleted, or what a summary tells of it. */
    static List<Consequence> forget(Sql sql, Node node, Optional<Trace> trace) {
        Optional<Attached> attached = Attached.at(node.address());
        if (attached.isEmpty()) {
            return removed(sql, node, "");
        }
        return switch (attached.get()) {
            case Attached.ToItem toItem -> withdrawn(sql, toItem, trace);
            case Attached.Summary _, Attached.Subscribers _ -> List.of();
        };
    }

    /** After items came or went: removes what is about items that are not there any more, or counts again. */
    static List<Consequence> follow(Sql sql, Node changed, Optional<Trace> trace) {
        Optional<Attached> attached = Attached.at(changed.address());
        if (attached.isEmpty()) {
            return tidied(sql, changed, trace);
        }
        return switch (attached.get()) {
            case Attached.ToItem toItem -> counted(sql, changed, toItem, trace);
            case Attached.Summary _, Attached.Subscribers _ -> List.of();
        };
    }

    private static List<Consequence> removed(Sql sql, Node target, String which) {
        List<NodeAddress> gone = sql.query(
                ABOUT + which + ") ORDER BY node",
                row -> new NodeAddress(row.jid("service"), row.text("node")),
                target.key());
        List<Consequence> all = new ArrayList<>();
        for (NodeAddress address : gone) {
            Node node = NodeRows.load(sql, address).orElseThrow();
            sql.update("DELETE FROM pubsub_nodes WHERE number = ?", node.key());
            all.add(new Consequence.Deleted(node.ruledBy(target)));
        }
        return all;
    }

    /** What was said of items that are gone goes with them. */
    private static List<Consequence> tidied(Sql sql, Node target, Optional<Trace> trace) {
        List<Consequence> all = removed(sql, target, WITHOUT_ITEM);
        if (all.isEmpty()) {
            return all;
        }
        NodeAddress summary = new Attached.Summary(target.address()).address();
        NodeRows.key(sql, summary).ifPresent(key -> {
            List<String> items = sql.query(
                    "DELETE FROM pubsub_items WHERE node = ? AND NOT EXISTS"
                            + " (SELECT 1 FROM pubsub_items i WHERE i.node = ? AND i.id = pubsub_items.id) RETURNING id",
                    row -> row.text("id"),
                    key,
                    target.key());
            all.addAll(withdrawn(sql, summary, key, items, trace));
        });
        return all;
    }

    private static List<Consequence> withdrawn(Sql sql, Attached.ToItem attached, Optional<Trace> trace) {
        NodeAddress summary = new Attached.Summary(attached.target()).address();
        return NodeRows.key(sql, summary)
                .filter(key -> ItemRows.delete(sql, key, attached.item()))
                .map(key -> withdrawn(sql, summary, key, List.of(attached.item()), trace))
                .orElse(List.of());
    }

    /** That items of a summary are gone. */
    static List<Consequence> withdrawn(
            Sql sql, NodeAddress summary, long key, List<String> items, Optional<Trace> trace) {
        OptionalLong position =
                TraceRows.leave(sql, key, items.stream().map(Optional::of).toList(), trace);
        return items.isEmpty() ? List.of() : List.of(new Consequence.Withdrawn(summary, items, position));
    }

    /** XEP-0470 §4.6: the item of the summary that has the name of the item to which things are attached. */
    private static List<Consequence> counted(
            Sql sql, Node attachments, Attached.ToItem attached, Optional<Trace> trace) {
        List<Item> items = ItemRows.newest(sql, attachments.key(), Integer.MAX_VALUE, Integer.MAX_VALUE, Instant.EPOCH);
        Optional<Payload> wanted = Tally.of(items).map(Payload::of);
        if (wanted.isEmpty()) {
            return withdrawn(sql, attached, trace);
        }
        NodeAddress address = new Attached.Summary(attached.target()).address();
        Instant now = items.getLast().published();
        long key = NodeRows.key(sql, address).orElseGet(() -> {
            long target = NodeRows.key(sql, attached.target()).orElseThrow();
            return made(sql, attachments.creator(), target, address, now);
        });
        Optional<Payload> before =
                ItemRows.named(sql, key, List.of(attached.item()), Integer.MAX_VALUE, Instant.EPOCH).stream()
                        .findFirst()
                        .flatMap(Item::payload);
        if (wanted.equals(before)) {
            return List.of();
        }
        ItemRows.put(sql, key, new Item(attached.item(), Optional.of(address.service()), now, wanted));
        return List.of(new Consequence.Renewed(address, attached.item()));
    }

    /** A new node that sums up something of another, and belongs to whom that belongs to. */
    static long made(Sql sql, Jid creator, long target, NodeAddress address, Instant now) {
        MovedRows.forget(sql, address);
        long key = NodeRows.insert(sql, address, creator, now).orElseThrow();
        NodeRows.configure(sql, key, Configuration.STANDARD);
        NodeRows.affiliate(sql, key, creator, Affiliation.OWNER);
        join(sql, key, target, Optional.empty());
        return key;
    }
}
