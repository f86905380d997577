package im.godwit.core.store;

import im.godwit.store.Database;
import im.godwit.store.Migrations;
import im.godwit.store.Sql;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Brings the tables of components up to date. Each component's missing scripts run in one transaction with the notes of
 * them, so that a process that dies midway leaves nothing half done; two processes take turns by the database's lock.
 */
final class Migrator {
    private static final String NOTES = "CREATE TABLE IF NOT EXISTS migrations (component TEXT NOT NULL, number BIGINT"
            + " NOT NULL, checksum TEXT NOT NULL, applied BIGINT NOT NULL, PRIMARY KEY (component, number))";

    private record Applied(long number, String checksum) {}

    private final Database database;
    private final Dialect dialect;
    private final Set<Migrations> done = ConcurrentHashMap.newKeySet();

    Migrator(Database database, Dialect dialect) {
        this.database = database;
        this.dialect = dialect;
    }

    /**
     * Runs what is missing of a component's scripts.
     *
     * @throws IllegalStateException if a script that ran was changed since, or the tables are of a newer version
     */
    void migrate(Migrations migrations) {
        if (done.contains(migrations)) {
            return;
        }
        database.write(sql -> {
            apply(sql, migrations);
            return true;
        });
        done.add(migrations);
    }

    private void apply(Sql sql, Migrations migrations) {
        sql.update(NOTES);
        List<Applied> applied = sql.query(
                "SELECT number, checksum FROM migrations WHERE component = ? ORDER BY number",
                row -> new Applied(row.number("number"), row.text("checksum")),
                migrations.component());
        if (applied.size() > migrations.scripts().size()) {
            throw new IllegalStateException("the tables of \"" + migrations.component()
                    + "\" were made by a newer version of Godwit; run that version, or restore an older backup");
        }
        for (int i = 0; i < migrations.scripts().size(); i++) {
            String script = migrations.scripts().get(i);
            Optional<Applied> before = i < applied.size() ? Optional.of(applied.get(i)) : Optional.empty();
            if (before.isPresent()) {
                requireSame(migrations.component(), before.get(), script);
            } else {
                dialect.statements(script).forEach(sql::update);
                sql.update(
                        "INSERT INTO migrations (component, number, checksum, applied) VALUES (?, ?, ?, ?)",
                        migrations.component(),
                        i + 1L,
                        checksum(script),
                        Instant.now());
            }
        }
    }

    private static void requireSame(String component, Applied before, String script) {
        if (!before.checksum().equals(checksum(script))) {
            throw new IllegalStateException("migration " + before.number() + " of \"" + component
                    + "\" is not the one that made this database; a released migration must never change");
        }
    }

    private static String checksum(String script) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(script.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }
}
