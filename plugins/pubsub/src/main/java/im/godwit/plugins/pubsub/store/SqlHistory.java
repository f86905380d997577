package im.godwit.plugins.pubsub.store;

import im.godwit.plugins.pubsub.engine.HistoryEntry;
import im.godwit.plugins.pubsub.engine.HistoryPage;
import im.godwit.plugins.pubsub.engine.HistoryQuery;
import im.godwit.plugins.pubsub.engine.HistoryStore;
import im.godwit.plugins.pubsub.engine.Node;
import im.godwit.store.Database;
import im.godwit.store.Token;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Histories in the server's database. */
record SqlHistory(Database database) implements HistoryStore {
    @Override
    public HistoryPage page(Node node, HistoryQuery query, HistoryQuery.Cut cut, Instant expired) {
        return database.read(sql -> HistoryRows.page(sql, node.key(), query, cut, expired));
    }

    @Override
    public List<HistoryEntry> some(Node node, HistoryQuery query, HistoryQuery.Cut cut, Instant expired) {
        return database.read(sql -> HistoryRows.some(sql, node.key(), query, cut, expired));
    }

    @Override
    public String secret() {
        return kept().orElseGet(() -> {
            database.write(sql -> sql.update(
                    "INSERT INTO pubsub_secret (number, secret) VALUES (1, ?) ON CONFLICT (number) DO NOTHING",
                    Token.next().text()));
            return kept().orElseThrow();
        });
    }

    private Optional<String> kept() {
        return database.read(sql -> sql.first("SELECT secret FROM pubsub_secret", row -> row.text("secret")));
    }
}
