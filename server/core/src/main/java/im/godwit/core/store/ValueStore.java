package im.godwit.core.store;

import im.godwit.jid.Jid;
import im.godwit.store.Codec;
import im.godwit.store.Database;
import im.godwit.store.Migrations;
import im.godwit.store.Sql;
import im.godwit.store.Store;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** One value for each account and name, in a table that all such stores share. */
final class ValueStore<V> implements Store<V> {
    static final Migrations MIGRATIONS = new Migrations("store", List.of("""
            CREATE TABLE store_values (
              name TEXT NOT NULL,
              account TEXT NOT NULL,
              value TEXT NOT NULL,
              PRIMARY KEY (account, name)
            );
            """));

    private final Database database;
    private final String name;
    private final Codec<V> codec;

    ValueStore(Database database, String name, Codec<V> codec) {
        this.database = database;
        this.name = name;
        this.codec = codec;
    }

    @Override
    public Optional<V> get(Jid account) {
        return database.read(sql -> read(sql, account));
    }

    private Optional<V> read(Sql sql, Jid account) {
        return sql.first(
                        "SELECT value FROM store_values WHERE account = ? AND name = ?",
                        row -> row.text("value"),
                        account.requireAccount(),
                        name)
                .map(codec.decode());
    }

    @Override
    public Change<V> update(Jid account, UnaryOperator<Optional<V>> edit) {
        return database.write(sql -> {
            Optional<V> before = read(sql, account);
            Optional<V> after = edit.apply(before);
            if (after.isPresent()) {
                sql.update(
                        "INSERT INTO store_values (name, account, value) VALUES (?, ?, ?)"
                                + " ON CONFLICT (account, name) DO UPDATE SET value = excluded.value",
                        name,
                        account,
                        codec.encode().apply(after.get()));
            } else if (before.isPresent()) {
                sql.update("DELETE FROM store_values WHERE account = ? AND name = ?", account, name);
            }
            return new Change<>(before, after);
        });
    }

    /** Forgets all values of an account that is gone. */
    static void forget(Database database, Jid account) {
        database.write(sql -> sql.update("DELETE FROM store_values WHERE account = ?", account));
    }
}
