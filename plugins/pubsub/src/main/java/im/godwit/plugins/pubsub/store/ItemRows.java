package im.godwit.plugins.pubsub.store;

import im.godwit.plugins.pubsub.engine.Item;
import im.godwit.plugins.pubsub.engine.Payload;
import im.godwit.store.Row;
import im.godwit.store.Sql;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

/** The rows of items. Their numbers rise with publication, so the largest is the newest (XEP-0060 §12.1). */
final class ItemRows {
    private static final String COLUMNS =
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

    static void insert(Sql sql, long node, Item item) {
        sql.update(
                "INSERT INTO pubsub_items (node, id, account, publisher, published, payload) VALUES (?, ?, ?, ?, ?, ?)",
                node,
                item.id(),
                item.publisher().orElseThrow().bare(),
                item.publisher(),
                item.published(),
                item.payload().map(Payload::element));
    }

    /** Whether there was such an item. */
    static boolean delete(Sql sql, long node, String id) {
        return sql.update("DELETE FROM pubsub_items WHERE node = ? AND id = ?", node, id) > 0;
    }

    static int count(Sql sql, long node) {
        return sql.first("SELECT COUNT(*) AS total FROM pubsub_items WHERE node = ?", row -> row.number("total"), node)
                .orElseThrow()
                .intValue();
    }

    /** Removes all but the newest; answers the others' identifiers, oldest first. */
    static List<String> trim(Sql sql, long node, int keep) {
        Optional<Long> newestToGo = sql.first(
                "SELECT number FROM pubsub_items WHERE node = ? ORDER BY number DESC LIMIT 1 OFFSET ?",
                row -> row.number("number"),
                node,
                keep);
        if (newestToGo.isEmpty()) {
            return List.of();
        }
        List<String> going = sql.query(
                "SELECT id FROM pubsub_items WHERE node = ? AND number <= ? ORDER BY number",
                row -> row.text("id"),
                node,
                newestToGo.get());
        sql.update("DELETE FROM pubsub_items WHERE node = ? AND number <= ?", node, newestToGo.get());
        return going;
    }

    static List<Item> newest(Sql sql, long node, int count, int size) {
        List<Size> sizes = sql.query(
                "SELECT number, OCTET_LENGTH(payload) AS bytes FROM pubsub_items WHERE node = ?"
                        + " ORDER BY number DESC LIMIT ?",
                row -> new Size(
                        row.number("number"), row.optionalNumber("bytes").orElse(0L)),
                node,
                count);
        if (sizes.isEmpty()) {
            return List.of();
        }
        return sql
                .query(
                        COLUMNS + "WHERE node = ? AND number >= ? ORDER BY number",
                        ItemRows::read,
                        node,
                        oldestThatFits(sizes, size))
                .stream()
                .map(Numbered::item)
                .toList();
    }

    /** The number down to which all fit, the newest always. */
    private static long oldestThatFits(List<Size> newestFirst, int size) {
        long oldest = newestFirst.getFirst().number();
        long bytes = 0;
        for (Size item : newestFirst) {
            bytes += item.bytes();
            if (bytes > size) {
                break;
            }
            oldest = item.number();
        }
        return oldest;
    }

    static List<Item> named(Sql sql, long node, Collection<String> ids, int size) {
        List<Numbered> found = new ArrayList<>();
        int bytes = 0;
        for (String id : new LinkedHashSet<>(ids)) {
            Optional<Numbered> item = sql.first(COLUMNS + "WHERE node = ? AND id = ?", ItemRows::read, node, id);
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
