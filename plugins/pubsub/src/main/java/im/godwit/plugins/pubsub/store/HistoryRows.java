package im.godwit.plugins.pubsub.store;

import im.godwit.plugins.pubsub.engine.HistoryEntry;
import im.godwit.plugins.pubsub.engine.HistoryPage;
import im.godwit.plugins.pubsub.engine.HistoryQuery;
import im.godwit.plugins.pubsub.engine.HistoryQuery.Bounds;
import im.godwit.plugins.pubsub.engine.HistoryQuery.Cut;
import im.godwit.plugins.pubsub.engine.Item;
import im.godwit.plugins.pubsub.engine.NodeEvent;
import im.godwit.plugins.pubsub.engine.Payload;
import im.godwit.store.Row;
import im.godwit.store.Sql;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Items and traces as one history, in the order of their numbers. */
final class HistoryRows {
    private static final String COLUMNS =
            "SELECT number, stamp, id, publisher, payload, OCTET_LENGTH(payload) AS bytes FROM pubsub_history";

    private HistoryRows() {}

    private record Place(long number, long bytes) {
        static Place of(Row row) {
            return new Place(row.number("number"), row.optionalNumber("bytes").orElse(0L));
        }
    }

    /** Which rows, as SQL; what a client wrote is only ever an argument. */
    private record Where(Sql sql, String text, List<Object> arguments) {
        static Where of(Sql sql, long node, HistoryQuery query, Instant expired) {
            StringBuilder text = new StringBuilder(" WHERE node = ? AND stamp > ?");
            List<Object> arguments = new ArrayList<>(List.of(node, expired));
            query.start().ifPresent(start -> {
                text.append(" AND stamp >= ?");
                arguments.add(start);
            });
            query.end().ifPresent(end -> {
                text.append(" AND stamp <= ?");
                arguments.add(end);
            });
            query.publisher().ifPresent(publisher -> {
                text.append(publisher.isBare() ? " AND account = ?" : " AND publisher = ?");
                arguments.add(publisher);
            });
            return new Where(sql, text.append(" AND number > ? AND number < ?").toString(), arguments);
        }

        private Object[] arguments(Bounds bounds, Object... others) {
            List<Object> all = new ArrayList<>(arguments);
            all.add(bounds.after());
            all.add(bounds.before());
            all.addAll(List.of(others));
            return all.toArray();
        }

        List<Place> places(Bounds bounds, Cut cut, int count) {
            return sql.query(
                    "SELECT number, OCTET_LENGTH(payload) AS bytes FROM pubsub_history" + text + " ORDER BY number"
                            + (cut.backwards() ? " DESC" : "") + " LIMIT ? OFFSET ?",
                    Place::of,
                    arguments(bounds, count, cut.skip()));
        }

        List<HistoryEntry> entries(Bounds bounds) {
            return sql.query(COLUMNS + text + " ORDER BY number", HistoryRows::entry, arguments(bounds));
        }

        long count(Bounds bounds) {
            return sql.first(
                            "SELECT COUNT(*) AS total FROM pubsub_history" + text,
                            row -> row.number("total"),
                            arguments(bounds))
                    .orElseThrow();
        }
    }

    private static HistoryEntry entry(Row row) {
        long position = row.number("number");
        Instant stamp = row.instant("stamp");
        Optional<String> id = row.optionalText("id");
        OptionalLong at = OptionalLong.of(position);
        if (row.optionalText("publisher").isPresent()) {
            Optional<Payload> payload = row.optionalElement("payload")
                    .map(element -> new Payload(element, Math.toIntExact(row.number("bytes"))));
            Item item = new Item(id.orElseThrow(), Optional.of(row.jid("publisher")), stamp, payload);
            return new HistoryEntry(position, stamp, new NodeEvent.Published(List.of(item), Optional.empty(), at));
        }
        NodeEvent taken = id.<NodeEvent>map(gone -> new NodeEvent.Retracted(List.of(gone), at))
                .orElseGet(() -> new NodeEvent.Purged(at));
        return new HistoryEntry(position, stamp, taken);
    }

    static HistoryPage page(Sql sql, long node, HistoryQuery query, Cut cut, Instant expired) {
        Where where = Where.of(sql, node, query, expired);
        // one more than fits tells whether there are more
        List<Place> found = where.places(query.range().within(cut.bounds()), cut, cut.count() + 1);
        List<HistoryEntry> entries = entries(where, fitting(found, cut));
        boolean complete = found.size() == entries.size();
        long index = entries.isEmpty()
                ? 0
                : where.count(query.range().upTo(entries.getFirst().position()));
        return new HistoryPage(entries, complete, index, where.count(query.range()));
    }

    static List<HistoryEntry> some(Sql sql, long node, HistoryQuery query, Cut cut, Instant expired) {
        Where where = Where.of(sql, node, query, expired);
        return entries(where, fitting(where.places(query.range().within(cut.bounds()), cut, cut.count()), cut));
    }

    private static List<HistoryEntry> entries(Where where, List<Place> places) {
        if (places.isEmpty()) {
            return List.of();
        }
        long one = places.getFirst().number();
        long other = places.getLast().number();
        return where.entries(new Bounds(Math.min(one, other) - 1, Math.max(one, other) + 1));
    }

    /** As many as there may be, in number and bytes; one in any case, however large it is. */
    private static List<Place> fitting(List<Place> found, Cut cut) {
        long bytes = 0;
        int count = 0;
        for (Place place : found) {
            bytes += place.bytes();
            if (count == cut.count() || (count > 0 && bytes > cut.bytes())) {
                break;
            }
            count++;
        }
        return found.subList(0, count);
    }

    /** The newest number; 0 where there is none. */
    static long position(Sql sql, long node) {
        return Math.max(newest(sql, "pubsub_items", node), newest(sql, "pubsub_traces", node));
    }

    private static long newest(Sql sql, String table, long node) {
        return sql.first(
                        "SELECT number FROM " + table + " WHERE node = ? ORDER BY number DESC LIMIT 1",
                        row -> row.number("number"),
                        node)
                .orElse(0L);
    }
}
