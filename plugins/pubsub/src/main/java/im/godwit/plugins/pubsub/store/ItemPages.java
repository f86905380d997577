package im.godwit.plugins.pubsub.store;

import im.godwit.paging.Position;
import im.godwit.plugins.pubsub.engine.Extract;
import im.godwit.plugins.pubsub.engine.Item;
import im.godwit.plugins.pubsub.engine.ItemOrder;
import im.godwit.plugins.pubsub.engine.ItemOrder.Direction;
import im.godwit.plugins.pubsub.engine.ItemQuery;
import im.godwit.store.Sql;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Pages of a node's items (XEP-0059). Their rows are found by the place of the item beside them; an index is counted
 * to, as is what the summary says of the page's index and of the total, which is bounded by what a node keeps.
 */
final class ItemPages {
    private ItemPages() {}

    private record Place(long key, String id, long bytes) {}

    /** Which rows, in which column's order, and from which end they are taken. */
    private record Walk(Sql sql, long node, Instant expired, String key, boolean ascending) {
        static Walk of(Sql sql, long node, ItemOrder order, Instant expired) {
            String key = switch (order.by()) {
                case CREATION -> "COALESCE(original, number)";
                case MODIFICATION -> "number";
            };
            return new Walk(sql, node, expired, key, order.direction() == Direction.ASCENDING);
        }

        Walk reversed() {
            return new Walk(sql, node, expired, key, !ascending);
        }

        private String order() {
            return " ORDER BY " + key + (ascending ? " ASC" : " DESC");
        }

        Optional<Long> place(String id) {
            return sql.first(
                    "SELECT " + key + " AS place FROM pubsub_items WHERE node = ? AND id = ? AND published > ?",
                    row -> row.number("place"),
                    node,
                    id,
                    expired);
        }

        List<Place> beyond(long start, int count) {
            return sql.query(
                    "SELECT " + key + " AS place, id, OCTET_LENGTH(payload) AS bytes FROM pubsub_items"
                            + " WHERE node = ? AND published > ? AND " + key + (ascending ? " > ?" : " < ?")
                            + order() + " LIMIT ?",
                    row -> new Place(
                            row.number("place"),
                            row.text("id"),
                            row.optionalNumber("bytes").orElse(0L)),
                    node,
                    expired,
                    start,
                    count);
        }

        List<Item> between(long one, long other) {
            return sql.query(
                    ItemRows.COLUMNS + "WHERE node = ? AND published > ? AND " + key + " >= ? AND " + key + " <= ?"
                            + order(),
                    ItemRows::item,
                    node,
                    expired,
                    Math.min(one, other),
                    Math.max(one, other));
        }

        long before(long place) {
            return sql.first(
                            "SELECT COUNT(*) AS total FROM pubsub_items WHERE node = ? AND published > ? AND " + key
                                    + (ascending ? " < ?" : " > ?"),
                            row -> row.number("total"),
                            node,
                            expired,
                            place)
                    .orElseThrow();
        }

        /** Before everything in this direction. */
        long start() {
            return ascending ? Long.MIN_VALUE : Long.MAX_VALUE;
        }

        /** Right before what has so many before it; behind everything where there are no more. */
        long start(int index) {
            return sql.first(
                            "SELECT " + key + " AS place FROM pubsub_items WHERE node = ? AND published > ?" + order()
                                    + " LIMIT 1 OFFSET ?",
                            row -> row.number("place"),
                            node,
                            expired,
                            index)
                    .map(place -> ascending ? place - 1 : place + 1)
                    .orElse(reversed().start());
        }
    }

    /** The items of a page, as many as fit and one always; nothing where there is no item that it could lie beside. */
    static Optional<Extract<Item>> items(Sql sql, long node, ItemQuery query, int size, Instant expired) {
        Walk walk = Walk.of(sql, node, query.order(), expired);
        return places(walk, query).map(places -> {
            List<Place> page = inOrder(fitting(places, size), query.position());
            List<Item> items = page.isEmpty()
                    ? List.of()
                    : walk.between(page.getFirst().key(), page.getLast().key());
            return extract(walk, page, items);
        });
    }

    /** The identifiers of a page's items. */
    static Optional<Extract<String>> ids(Sql sql, long node, ItemQuery query, Instant expired) {
        Walk walk = Walk.of(sql, node, query.order(), expired);
        return places(walk, query).map(places -> {
            List<Place> page = inOrder(places, query.position());
            return extract(walk, page, page.stream().map(Place::id).toList());
        });
    }

    private static <T> Extract<T> extract(Walk walk, List<Place> page, List<T> items) {
        long index = page.isEmpty() ? 0 : walk.before(page.getFirst().key());
        return new Extract<>(items, index, ItemRows.count(walk.sql(), walk.node(), walk.expired()));
    }

    /** The places of a page, from the end that it is filled from. */
    private static Optional<List<Place>> places(Walk ordered, ItemQuery query) {
        Walk walk = query.position().isBackwards() ? ordered.reversed() : ordered;
        Optional<Long> start = switch (query.position()) {
            case Position.First _, Position.Last _ -> Optional.of(walk.start());
            case Position.After after -> walk.place(after.uid());
            case Position.Before before -> walk.place(before.uid());
            case Position.At at -> Optional.of(walk.start(at.index()));
        };
        return start.map(place -> walk.beyond(place, query.count()));
    }

    private static List<Place> inOrder(List<Place> places, Position position) {
        return position.isBackwards() ? places.reversed() : places;
    }

    private static List<Place> fitting(List<Place> places, int size) {
        List<Place> fitting = new ArrayList<>();
        long bytes = 0;
        for (Place place : places) {
            bytes += place.bytes();
            if (bytes > size && !fitting.isEmpty()) {
                break;
            }
            fitting.add(place);
        }
        return fitting;
    }
}
