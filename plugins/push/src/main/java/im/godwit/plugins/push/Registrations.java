package im.godwit.plugins.push;

import im.godwit.jid.Jid;
import im.godwit.store.Database;
import im.godwit.store.Migrations;
import im.godwit.store.Row;
import im.godwit.store.Sql;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The clients of the accounts that want notifications, in the database. One that cannot be told is disabled for a time,
 * then tried once more (§7.1). For any thread.
 */
final class Registrations {
    static final Migrations MIGRATIONS = Migrations.of("push", Registrations.class, "001-create.sql", "002-retry.sql");

    private final Database database;

    Registrations(Database database) {
        this.database = database;
    }

    /**
     * Adds a client, or replaces its publish options where service and node are the same (§5); its failures are
     * forgotten. Where there are too many, it takes the place of those that are disabled. Durable when this returns.
     *
     * @param most how many an account may have
     * @return whether there was room
     */
    boolean put(Jid account, Registration registration, int most) {
        return database.write(sql -> {
            long others = sql.first(
                            "SELECT COUNT(*) AS registrations FROM push_registrations"
                                    + " WHERE account = ? AND NOT (service = ? AND node = ?)",
                            row -> row.number("registrations"),
                            account,
                            registration.service(),
                            key(registration))
                    .orElseThrow();
            if (others >= most && others - removeDisabled(sql, account) >= most) {
                return false;
            }
            sql.update(
                    "INSERT INTO push_registrations (account, service, node, options, failures)"
                            + " VALUES (?, ?, ?, ?, 0) ON CONFLICT (account, service, node)"
                            + " DO UPDATE SET options = excluded.options, failures = 0, retry = NULL",
                    account,
                    registration.service(),
                    key(registration),
                    registration.options());
            return true;
        });
    }

    private static int removeDisabled(Sql sql, Jid account) {
        return sql.update("DELETE FROM push_registrations WHERE account = ? AND retry IS NOT NULL", account);
    }

    /** The clients of an account that are to be told, those included whose time to be tried again has come. */
    List<Registration> of(Jid account, Instant now) {
        return database.read(sql -> sql.query(
                "SELECT service, node, options FROM push_registrations"
                        + " WHERE account = ? AND (retry IS NULL OR retry <= ?) ORDER BY service, node",
                Registrations::registration,
                account,
                now));
    }

    /** Removes all clients of an account at a service; answers how many there were. */
    int remove(Jid account, Jid service) {
        return database.write(sql ->
                sql.update("DELETE FROM push_registrations WHERE account = ? AND service = ?", account, service));
    }

    /** Removes the client with this node at a service; answers how many there were. */
    int remove(Jid account, Jid service, Optional<String> node) {
        return database.write(sql -> sql.update(
                "DELETE FROM push_registrations WHERE account = ? AND service = ? AND node = ?",
                account,
                service,
                node.orElse("")));
    }

    /** A notification reached the service: failures before it do not count any more. */
    void succeeded(Jid account, Registration registration) {
        // most of the time there is nothing to change, and then nothing to write
        if (hasFailed(account, registration)) {
            database.write(sql -> sql.update(
                    "UPDATE push_registrations SET failures = 0, retry = NULL"
                            + " WHERE account = ? AND service = ? AND node = ?",
                    account,
                    registration.service(),
                    key(registration)));
        }
    }

    private boolean hasFailed(Jid account, Registration registration) {
        return database.read(sql -> sql.first(
                        "SELECT failures, retry FROM push_registrations WHERE account = ? AND service = ? AND node = ?",
                        row -> row.number("failures") > 0
                                || row.optionalNumber("retry").isPresent(),
                        account,
                        registration.service(),
                        key(registration))
                .orElse(false));
    }

    /**
     * A notification failed; with the last of {@code most} failures in a row the client is disabled (§7.1).
     *
     * @param retry when it is tried again
     */
    void failed(Jid account, Registration registration, int most, Instant retry) {
        database.write(sql -> {
            sql.update(
                    "UPDATE push_registrations SET failures = failures + 1"
                            + " WHERE account = ? AND service = ? AND node = ?",
                    account,
                    registration.service(),
                    key(registration));
            return disable(sql, account, registration, most, retry);
        });
    }

    /**
     * A service refuses notifications: the client is disabled (§7.1).
     *
     * @param retry when it is tried again
     */
    void refused(Jid account, Registration registration, Instant retry) {
        database.write(sql -> disable(sql, account, registration, 0, retry));
    }

    /** Disables a client that failed so often; removes it if it was disabled before, and told nothing since. */
    private static int disable(Sql sql, Jid account, Registration registration, long failures, Instant retry) {
        sql.update(
                "DELETE FROM push_registrations"
                        + " WHERE account = ? AND service = ? AND node = ? AND failures >= ? AND retry IS NOT NULL",
                account,
                registration.service(),
                key(registration),
                failures);
        return sql.update(
                "UPDATE push_registrations SET failures = 0, retry = ?"
                        + " WHERE account = ? AND service = ? AND node = ? AND failures >= ? AND retry IS NULL",
                retry,
                account,
                registration.service(),
                key(registration),
                failures);
    }

    /** Forgets an account. */
    void clear(Jid account) {
        database.write(sql -> sql.update("DELETE FROM push_registrations WHERE account = ?", account));
    }

    private static String key(Registration registration) {
        return registration.node().orElse("");
    }

    private static Registration registration(Row row) {
        return new Registration(
                row.jid("service"),
                Optional.of(row.text("node")).filter(node -> !node.isEmpty()),
                row.optionalElement("options"));
    }
}
