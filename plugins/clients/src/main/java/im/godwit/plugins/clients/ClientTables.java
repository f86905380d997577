package im.godwit.plugins.clients;

import im.godwit.jid.Jid;
import im.godwit.plugin.Event;
import im.godwit.store.Database;
import im.godwit.store.Migrations;
import im.godwit.store.Sql;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The clients that were seen, in the database. What is changed is durable when a method returns. */
final class ClientTables {
    static final Migrations MIGRATIONS = Migrations.of("clients", ClientTables.class, "001-create.sql");

    private static final String CLIENT = " WHERE account = ? AND client = ?";

    private final Database database;
    private final ClientsOptions options;

    ClientTables(Database database, ClientsOptions options) {
        this.database = database;
        this.options = options;
    }

    /** Somebody logs in. Those who did not for too long are forgotten. */
    void seen(Event.LoggedIn login, Instant now) {
        if (options.memory().isZero()) {
            return;
        }
        Optional<Instant> shown = login.with() == Event.LoggedIn.With.PASSWORD ? Optional.of(now) : Optional.empty();
        database.write(sql -> {
            sql.update(
                    "INSERT INTO clients_seen"
                            + " (account, client, first_seen, last_seen, password_shown, software, device)"
                            + " VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (account, client) DO UPDATE SET"
                            + " last_seen = excluded.last_seen,"
                            + " password_shown = COALESCE(excluded.password_shown, clients_seen.password_shown),"
                            + " software = excluded.software, device = excluded.device",
                    login.account(),
                    login.client(),
                    now,
                    now,
                    shown,
                    login.software(),
                    login.device());
            return forgetOld(sql, login.account(), now);
        });
    }

    private int forgetOld(Sql sql, Jid account, Instant now) {
        sql.update(
                "DELETE FROM clients_seen WHERE account = ? AND last_seen <= ?", account, now.minus(options.memory()));
        List<String> clients = sql.query(
                "SELECT client FROM clients_seen WHERE account = ? ORDER BY last_seen DESC, client",
                row -> row.text("client"),
                account);
        return clients.stream()
                .skip(options.perAccount())
                .mapToInt(client -> sql.update("DELETE FROM clients_seen" + CLIENT, account, client))
                .sum();
    }

    /** Those that are remembered, the one seen last first. */
    List<SeenClient> of(Jid account, Instant now) {
        return database.read(sql -> sql.query(
                "SELECT client, first_seen, last_seen, password_shown, software, device FROM clients_seen"
                        + " WHERE account = ? AND last_seen > ? ORDER BY last_seen DESC, client LIMIT ?",
                row -> new SeenClient(
                        row.text("client"),
                        row.instant("first_seen"),
                        row.instant("last_seen"),
                        row.optionalNumber("password_shown").isPresent(),
                        row.optionalText("software"),
                        row.optionalText("device")),
                account,
                now.minus(options.memory()),
                options.perAccount()));
    }

    /** The password was changed: nobody has shown the one that holds now. */
    void passwordChanged(Jid account) {
        database.write(sql -> sql.update("UPDATE clients_seen SET password_shown = NULL WHERE account = ?", account));
    }

    void forget(Jid account, String client) {
        database.write(sql -> sql.update("DELETE FROM clients_seen" + CLIENT, account, client));
    }

    void forget(Jid account) {
        database.write(sql -> sql.update("DELETE FROM clients_seen WHERE account = ?", account));
    }
}
