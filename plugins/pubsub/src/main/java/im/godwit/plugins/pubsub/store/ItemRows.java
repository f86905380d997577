package im.godwit.plugins.pubsub.store;

import im.godwit.jid.Jid;
import im.godwit.plugins.pubsub.engine.Amount;
import im.godwit.plugins.pubsub.engine.Item;
import im.godwit.plugins.pubsub.engine.NodeStore.Batch;
import im.godwit.plugins.pubsub.engine.Payload;
import im.godwit.plugins.pubsub.engine.Settings;
import im.godwit.store.Row;
import im.godwit.store.Sql;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

/** The rows of items. Their numbers rise with publication, so the largest is the newest (XEP-0060 §12.1). */
final class ItemRows {
    static final String COLUMNS =
            "SELECT number, id, publisher, published, payload, OCTET_LENGTH(payload) AS bytes FROM pubsub_items ";

    private ItemRows() {}

    private record Numbered(long number, Item item) {}

    private record Size(long number, long bytes) {}

    private static Numbered read(Row row) {
        return new Numbered(
                row.number("number"),
                new Item(
                        row.text("id"),
                        Optional.of(row.jid("publisher")),
                        row.instant("published"),
                        row.optionalElement("payload")
                                .map(payload -> new Payload(payload, Math.toIntExact(row.number("bytes"))))));
    }

    static Item item(Row row) {
        return read(row).item();
    }

    /**
     * Where an item has come to stand.
     *
     * @param number the newest of its node
     * @param isNew whether it is there in place of no other
     */
    record Placed(long number, boolean isNew) {}

    /**
     * Adds an item as the newest, in place of the one of this identifier, if there is one: it takes over the place in
     * the order of creation (XEP-0413).
     */
    static Placed put(Sql sql, long node, Item item) {
        Optional<Long> original = sql.first(
                "DELETE FROM pubsub_items WHERE node = ? AND id = ? RETURNING COALESCE(original, number) AS place",
                row -> row.number("place"),
                node,
                item.id());
        long number = sql.first(
                        "INSERT INTO pubsub_items (node, id, account, publisher, published, payload, original)"
                                + " VALUES (?, ?, ?, ?, ?, ?, ?) RETURNING number",
                        row -> row.number("number"),
                        node,
                        item.id(),
                        item.publisher().orElseThrow().bare(),
                        item.publisher(),
                        item.published(),
                        item.payload().map(Payload::element),
                        original)
                .orElseThrow();
        return new Placed(number, original.isEmpty());
    }

    /** Whether there was such an item. */
    static boolean delete(Sql sql, long node, String id) {
        return sql.update("DELETE FROM pubsub_items WHERE node = ? AND id = ?", node, id) > 0;
    }

    /** Who published an item; nothing if there is none of this name. */
    static Optional<Jid> publisher(Sql sql, long node, String id) {
        return sql.first(
                "SELECT account FROM pubsub_items WHERE node = ? AND id = ?", row -> row.jid("account"), node, id);
    }

    /** Whether any item was published until then: the oldest, for they are numbered in the order of publication. */
    static boolean areAnyFromUntil(Sql sql, long node, Instant then) {
        return sql.first(
                        "SELECT published FROM pubsub_items WHERE node = ? ORDER BY number LIMIT 1",
                        row -> row.instant("published"),
                        node)
                .filter(oldest -> !oldest.isAfter(then))
                .isPresent();
    }

    /** Removes items that were published until then; costs little where there are none. */
    static int removeUntil(Sql sql, long node, Instant then) {
        return areAnyFromUntil(sql, node, then)
                ? sql.update("DELETE FROM pubsub_items WHERE node = ? AND published <= ?", node, then)
                : 0;
    }

    /** After how many seconds items of a node expire. */
    record Expiry(long node, long seconds) {
        /** What was published until then has expired. */
        Instant before(Instant now) {
            return now.minusSeconds(seconds);
        }
    }

    /** Nodes whose items expire. */
    static List<Expiry> expiring(Sql sql) {
        return sql.query(
                // digits stand before letters, so these few are found without a look at the others
                "SELECT node, value FROM pubsub_settings WHERE setting = ? AND value < ?",
                row -> new Expiry(row.number("node"), Long.parseLong(row.text("value"))),
                Settings.ITEM_EXPIRE.name(),
                Amount.MAX.toString());
    }

    static int count(Sql sql, long node, Instant expired) {
        return sql.first(
                        "SELECT COUNT(*) AS total FROM pubsub_items WHERE node = ? AND published > ?",
                        row -> row.number("total"),
                        node,
                        expired)
                .orElseThrow()
                .intValue();
    }

    /** The newest of those that have to go where only so many are kept; none if there are no more. */
    static Optional<Long> newestBeyond(Sql sql, long node, int keep) {
        return sql.first(
                "SELECT number FROM pubsub_items WHERE node = ? ORDER BY number DESC LIMIT 1 OFFSET ?",
                row -> row.number("number"),
                node,
                keep);
    }

    /** Removes all up to a number; answers their identifiers, oldest first. */
    static List<String> removeUpTo(Sql sql, long node, long number) {
        List<String> going = sql.query(
                "SELECT id FROM pubsub_items WHERE node = ? AND number <= ? ORDER BY number",
                row -> row.text("id"),
                node,
                number);
        sql.update("DELETE FROM pubsub_items WHERE node = ? AND number <= ?", node, number);
        return going;
    }

    static List<Item> newest(Sql sql, long node, int count, int size, Instant expired) {
        List<Size> sizes = sql.query(
                "SELECT number, OCTET_LENGTH(payload) AS bytes FROM pubsub_items WHERE node = ? AND published > ?"
                        + " ORDER BY number DESC LIMIT ?",
                row -> new Size(
                        row.number("number"), row.optionalNumber("bytes").orElse(0L)),
                node,
                expired,
                count);
        if (sizes.isEmpty()) {
            return List.of();
        }
        return sql
                .query(
                        COLUMNS + "WHERE node = ? AND published > ? AND number >= ? ORDER BY number",
                        ItemRows::read,
                        node,
                        expired,
                        lastThatFits(sizes, size))
                .stream()
                .map(Numbered::item)
                .toList();
    }

    /** The newest items before one, as many as fit and one always. */
    static Batch before(Sql sql, long node, long position, int count, int size, Instant expired) {
        List<Size> sizes = sql.query(
                "SELECT number, OCTET_LENGTH(payload) AS bytes FROM pubsub_items"
                        + " WHERE node = ? AND number < ? AND published > ? ORDER BY number DESC LIMIT ?",
                row -> new Size(
                        row.number("number"), row.optionalNumber("bytes").orElse(0L)),
                node,
                position,
                expired,
                count);
        if (sizes.isEmpty()) {
            return new Batch(List.of(), position);
        }
        long last = lastThatFits(sizes, size);
        List<Numbered> items = sql.query(
                COLUMNS + "WHERE node = ? AND number < ? AND number >= ? AND published > ? ORDER BY number DESC",
                ItemRows::read,
                node,
                position,
                last,
                expired);
        return new Batch(items.stream().map(Numbered::item).toList(), last);
    }

    /** The oldest items after one, as many as fit and one always. */
    static Batch after(Sql sql, long node, long position, int count, int size, Instant expired) {
        List<Size> sizes = sql.query(
                "SELECT number, OCTET_LENGTH(payload) AS bytes FROM pubsub_items"
                        + " WHERE node = ? AND number > ? AND published > ? ORDER BY number LIMIT ?",
                row -> new Size(
                        row.number("number"), row.optionalNumber("bytes").orElse(0L)),
                node,
                position,
                expired,
                count);
        if (sizes.isEmpty()) {
            return new Batch(List.of(), position);
        }
        long last = lastThatFits(sizes, size);
        List<Numbered> items = sql.query(
                COLUMNS + "WHERE node = ? AND number > ? AND number <= ? AND published > ? ORDER BY number",
                ItemRows::read,
                node,
                position,
                last,
                expired);
        return new Batch(items.stream().map(Numbered::item).toList(), last);
    }

    /** The number up to which all fit, in the order given, the first always. */
    private static long lastThatFits(List<Size> items, int size) {
        long last = items.getFirst().number();
        long bytes = 0;
        for (Size item : items) {
            bytes += item.bytes();
            if (bytes > size) {
                break;
            }
            last = item.number();
        }
        return last;
    }

    static List<Item> named(Sql sql, long node, Collection<String> ids, int size, Instant expired) {
        List<Numbered> found = new ArrayList<>();
        int bytes = 0;
        for (String id : new LinkedHashSet<>(ids)) {
            Optional<Numbered> item = sql.first(
                    COLUMNS + "WHERE node = ? AND published > ? AND id = ?", ItemRows::read, node, expired, id);
            bytes += item.flatMap(numbered -> numbered.item().payload())
                    .map(Payload::size)
                    .orElse(0);
            if (bytes > size && !found.isEmpty()) {
                break;
            }
            item.ifPresent(found::add);
        }
        found.sort((one, other) -> Long.compare(one.number(), other.number()));
        return found.stream().map(Numbered::item).toList();
    }
}
