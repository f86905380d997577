package im.godwit.plugins.blocking;

import im.godwit.jid.Jid;
import im.godwit.service.Blocklist;
import im.godwit.store.Database;
import im.godwit.store.Migrations;
import java.util.Collection;
import java.util.Set;

/** Lists in the database. The caller sees to it that no two calls for one account run at once. */
final class BlocklistTables {
    static final Migrations MIGRATIONS =
            Migrations.of("blocking", BlocklistTables.class, "001-create.sql", "002-domains.sql");

    private final Database database;

    BlocklistTables(Database database) {
        this.database = database;
    }

    Blocklist load(Jid account) {
        return database.read(sql -> new Blocklist(Set.copyOf(
                sql.query("SELECT item FROM blocking_items WHERE account = ?", row -> row.jid("item"), account))));
    }

    /** Writes a change; durable when this returns. */
    void change(Jid account, Collection<Jid> added, Collection<Jid> removed) {
        database.write(sql -> {
            int rows = 0;
            for (Jid item : removed) {
                rows += sql.update("DELETE FROM blocking_items WHERE account = ? AND item = ?", account, item);
            }
            for (Jid item : added) {
                rows += sql.update(
                        "INSERT INTO blocking_items (account, item) VALUES (?, ?)"
                                + " ON CONFLICT (account, item) DO NOTHING",
                        account,
                        item);
            }
            return rows;
        });
    }

    /** The list of a whole host. */
    Blocklist loadOf(Jid domain) {
        return database.read(sql -> new Blocklist(Set.copyOf(
                sql.query("SELECT item FROM blocking_domains WHERE domain = ?", row -> row.jid("item"), domain))));
    }

    /** Replaces the list of a whole host; durable when this returns. */
    void replaceOf(Jid domain, Blocklist list) {
        database.write(sql -> {
            int rows = sql.update("DELETE FROM blocking_domains WHERE domain = ?", domain);
            for (Jid item : list.items()) {
                rows += sql.update("INSERT INTO blocking_domains (domain, item) VALUES (?, ?)", domain, item);
            }
            return rows;
        });
    }

    /** Forgets an account's list. */
    void delete(Jid account) {
        database.write(sql -> sql.update("DELETE FROM blocking_items WHERE account = ?", account));
    }
}
