package im.godwit.plugins.archive;

import im.godwit.jid.Jid;
import im.godwit.store.Database;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The preferences of all accounts. Those who have none cost no look into the database. For many threads. */
final class StoredPreferences {
    private final Database database;
    private final Preferences usual;
    private final Set<Jid> having = ConcurrentHashMap.newKeySet();

    StoredPreferences(Database database, Policy usual) {
        this.database = database;
        this.usual = Preferences.of(usual);
        having.addAll(
                database.read(sql -> sql.query("SELECT account FROM archive_preferences", row -> row.jid("account"))));
    }

    Preferences of(Jid account) {
        if (!having.contains(account)) {
            return usual;
        }
        return database.read(sql -> sql.first(
                        "SELECT preferences FROM archive_preferences WHERE account = ?",
                        row -> Preferences.of(row.element("preferences")),
                        account))
                .orElse(usual);
    }

    /** Sets them; durable when this returns. */
    void put(Jid account, Preferences preferences) {
        database.write(sql -> sql.update(
                "INSERT INTO archive_preferences (account, preferences) VALUES (?, ?)"
                        + " ON CONFLICT (account) DO UPDATE SET preferences = excluded.preferences",
                account,
                preferences.toElement()));
        having.add(account);
    }

    void remove(Jid account) {
        database.write(sql -> sql.update("DELETE FROM archive_preferences WHERE account = ?", account));
        having.remove(account);
    }
}
