package im.godwit.plugins.pubsub.store;

import im.godwit.plugins.pubsub.engine.NodeStore.Trace;
import im.godwit.store.Sql;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** The rows that stay of items which were taken away; one without an item stands for all that were there. */
final class TraceRows {
    private TraceRows() {}

    /** Leaves a trace of each of these, if one is wanted; answers the position of the last. */
    static OptionalLong leave(Sql sql, long node, List<Optional<String>> items, Optional<Trace> trace) {
        if (trace.isEmpty() || items.isEmpty()) {
            return OptionalLong.empty();
        }
        long last = 0;
        for (Optional<String> item : items) {
            last = next(sql, node);
            sql.update(
                    "INSERT INTO pubsub_traces (node, number, stamp, item) VALUES (?, ?, ?, ?)",
                    node,
                    last,
                    trace.get().at(),
                    item);
        }
        trim(sql, node, trace.get().most());
        return OptionalLong.of(last);
    }

    /**
     * The next of the numbers of items: what was published and what was taken away stand in one order. The row that
     * takes it is gone before anybody sees it; no item has an empty name.
     */
    private static long next(Sql sql, long node) {
        long number = sql.first(
                        "INSERT INTO pubsub_items (node, id, account, publisher, published)"
                                + " VALUES (?, '', '', '', 0) RETURNING number",
                        row -> row.number("number"),
                        node)
                .orElseThrow();
        sql.update("DELETE FROM pubsub_items WHERE number = ?", number);
        return number;
    }

    private static void trim(Sql sql, long node, int most) {
        Optional<Long> newestToGo = sql.first(
                "SELECT number FROM pubsub_traces WHERE node = ? ORDER BY number DESC LIMIT 1 OFFSET ?",
                row -> row.number("number"),
                node,
                most);
        newestToGo.ifPresent(last -> {
            CursorRows.lose(sql, node, last);
            sql.update("DELETE FROM pubsub_traces WHERE node = ? AND number <= ?", node, last);
        });
    }

    /** Whether the oldest trace is from until then. */
    static boolean areAnyFromUntil(Sql sql, long node, Instant then) {
        return sql.first(
                        "SELECT stamp FROM pubsub_traces WHERE node = ? ORDER BY number LIMIT 1",
                        row -> row.instant("stamp"),
                        node)
                .filter(oldest -> !oldest.isAfter(then))
                .isPresent();
    }

    /** Removes the traces of what would have expired as well. */
    static void removeUntil(Sql sql, long node, Instant then) {
        sql.update("DELETE FROM pubsub_traces WHERE node = ? AND stamp <= ?", node, then);
    }
}
