package im.godwit.plugins.push;

import im.godwit.jid.Jid;
import im.godwit.store.Database;
import im.godwit.store.Migrations;
import im.godwit.store.Row;
import java.util.List;
import java.util.Optional;

/** The clients of the accounts that want notifications, in the database. For any thread. */
final class Registrations {
    static final Migrations MIGRATIONS = Migrations.of("push", Registrations.class, "001-create.sql");

    private final Database database;

    Registrations(Database database) {
        this.database = database;
    }

    /**
     * Adds a client, or replaces its publish options where service and node are the same (§5); its failures are
     * forgotten. Durable when this returns.
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
            if (others >= most) {
                return false;
            }
            sql.update(
                    "INSERT INTO push_registrations (account, service, node, options, failures)"
                            + " VALUES (?, ?, ?, ?, 0) ON CONFLICT (account, service, node)"
                            + " DO UPDATE SET options = excluded.options, failures = 0",
                    account,
                    registration.service(),
                    key(registration),
                    registration.options());
            return true;
        });
    }

    /** The clients of an account. */
    List<Registration> of(Jid account) {
        return database.read(sql -> sql.query(
                "SELECT service, node, options FROM push_registrations WHERE account = ? ORDER BY service, node",
                Registrations::registration,
                account));
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
        if (failures(account, registration) > 0) {
            database.write(sql -> sql.update(
                    "UPDATE push_registrations SET failures = 0 WHERE account = ? AND service = ? AND node = ?",
                    account,
                    registration.service(),
                    key(registration)));
        }
    }

    private long failures(Jid account, Registration registration) {
        return database.read(sql -> sql.first(
                        "SELECT failures FROM push_registrations WHERE account = ? AND service = ? AND node = ?",
                        row -> row.number("failures"),
                        account,
                        registration.service(),
                        key(registration))
                .orElse(0L));
    }

    /** A notification failed; with the last of {@code most} failures in a row the client is removed (§7.1). */
    void failed(Jid account, Registration registration, int most) {
        database.write(sql -> {
            sql.update(
                    "UPDATE push_registrations SET failures = failures + 1"
                            + " WHERE account = ? AND service = ? AND node = ?",
                    account,
                    registration.service(),
                    key(registration));
            return sql.update(
                    "DELETE FROM push_registrations"
                            + " WHERE account = ? AND service = ? AND node = ? AND failures >= ?",
                    account,
                    registration.service(),
                    key(registration),
                    most);
        });
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
