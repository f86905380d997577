package im.godwit.plugins.pubsub.store;

import im.godwit.plugins.pubsub.engine.CursorStore;
import im.godwit.plugins.pubsub.engine.Node;
import im.godwit.plugins.pubsub.engine.Subscription;
import im.godwit.store.Database;
import java.time.Instant;
import java.util.Optional;

/** Cursors in the server's database. */
record SqlCursors(Database database) implements CursorStore {
    @Override
    public Optional<Cursor> find(Node node, Subscription subscription, Instant expired) {
        return database.read(sql -> CursorRows.find(sql, node.key(), subscription, expired));
    }

    @Override
    public boolean isGapAfter(Node node, Subscription subscription, long position, Instant expired) {
        return database.read(sql -> CursorRows.isGapAfter(sql, node.key(), subscription, position, expired));
    }

    @Override
    public void confirm(Node node, Subscription subscription, long position) {
        database.write(sql -> {
            CursorRows.confirm(sql, node.key(), subscription, position);
            return position;
        });
    }

    @Override
    public void rewind(Node node, Subscription subscription, long position) {
        database.write(sql -> {
            CursorRows.rewind(sql, node.key(), subscription, position);
            return position;
        });
    }
}
