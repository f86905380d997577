package im.godwit.plugins.pubsub.store;

import im.godwit.plugins.pubsub.engine.CursorStore.Cursor;
import im.godwit.plugins.pubsub.engine.Subscription;
import im.godwit.store.Sql;
import java.time.Instant;
import java.util.Optional;

/** How far each durable subscription has come, and up to where the node has lost what it had not seen. */
final class CursorRows {
    private static final String OF_SUBSCRIPTION = " WHERE subscription ="
            + " (SELECT number FROM pubsub_subscriptions WHERE node = ? AND jid = ? AND subid = ?)";

    private CursorRows() {}

    /** A cursor that begins with what happens from now on; one that is there goes on where it was. */
    static void begin(Sql sql, long node, long subscription) {
        sql.update(
                "INSERT INTO pubsub_cursors (subscription, node, position, lost) VALUES (?, ?, ?, 0)"
                        + " ON CONFLICT (subscription) DO NOTHING",
                subscription,
                node,
                HistoryRows.position(sql, node));
    }

    static void end(Sql sql, long subscription) {
        sql.update("DELETE FROM pubsub_cursors WHERE subscription = ?", subscription);
    }

    private record Stand(long position, long lost) {}

    static Optional<Cursor> find(Sql sql, long node, Subscription subscription, Instant expired) {
        return stand(sql, node, subscription)
                .map(stand -> new Cursor(stand.position(), isGap(sql, node, stand, stand.position(), expired)));
    }

    static boolean isGapAfter(Sql sql, long node, Subscription subscription, long position, Instant expired) {
        return stand(sql, node, subscription)
                .filter(stand -> isGap(sql, node, stand, position, expired))
                .isPresent();
    }

    private static Optional<Stand> stand(Sql sql, long node, Subscription subscription) {
        return sql.first(
                "SELECT position, lost FROM pubsub_cursors" + OF_SUBSCRIPTION,
                row -> new Stand(row.number("position"), row.number("lost")),
                node,
                subscription.jid(),
                subscription.subid());
    }

    /** Also what has expired and was not removed yet is not told any more. */
    private static boolean isGap(Sql sql, long node, Stand stand, long position, Instant expired) {
        return stand.lost() > position
                || sql.first(
                                "SELECT number FROM pubsub_items WHERE node = ? AND number > ? AND published <= ? LIMIT 1",
                                row -> row.number("number"),
                                node,
                                position,
                                expired)
                        .isPresent();
    }

    /** Goes on to a position; never back. */
    static void confirm(Sql sql, long node, Subscription subscription, long position) {
        sql.update(
                "UPDATE pubsub_cursors SET position = ?" + OF_SUBSCRIPTION + " AND position < ?",
                position,
                node,
                subscription.jid(),
                subscription.subid(),
                position);
    }

    /** Begins anew from a position; what is gone before it does not matter. */
    static void rewind(Sql sql, long node, Subscription subscription, long position) {
        sql.update(
                "UPDATE pubsub_cursors SET position = ?, lost = 0" + OF_SUBSCRIPTION,
                position,
                node,
                subscription.jid(),
                subscription.subid());
    }

    /** Remembers that what stands up to a number is going, for those who have not confirmed it. */
    static void lose(Sql sql, long node, long number) {
        sql.update(
                "UPDATE pubsub_cursors SET lost = ? WHERE node = ? AND position < ? AND lost < ?",
                number,
                node,
                number,
                number);
    }

    /** Remembers that what was published until then is going. */
    static void loseUntil(Sql sql, long node, Instant then) {
        sql.first(
                        "SELECT subscription FROM pubsub_cursors WHERE node = ? LIMIT 1",
                        row -> row.number("subscription"),
                        node)
                .flatMap(any -> sql.first(
                        "SELECT number FROM pubsub_items WHERE node = ? AND published <= ?"
                                + " ORDER BY number DESC LIMIT 1",
                        row -> row.number("number"),
                        node,
                        then))
                .ifPresent(newest -> lose(sql, node, newest));
    }
}
