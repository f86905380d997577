package im.godwit.plugins.registration;

import im.godwit.jid.Jid;
import im.godwit.store.Database;
import im.godwit.store.Migrations;
import java.time.Clock;
import java.time.Duration;

/**
 * Accounts that are gone, whose names strangers may not take for a while: the contacts of who had one would take them
 * for the same person.
 */
final class FormerAccounts {
    static final Migrations MIGRATIONS = Migrations.of("registration", FormerAccounts.class, "001-create.sql");

    private final Database database;
    private final Duration heldFor;
    private final Clock clock;

    FormerAccounts(Database database, Duration heldFor, Clock clock) {
        this.database = database;
        this.heldFor = heldFor;
        this.clock = clock;
    }

    /** Whether the name may not be taken yet. */
    boolean holds(Jid account) {
        return database.read(sql -> sql.first(
                        "SELECT 1 AS held FROM registration_former WHERE account = ? AND gone > ?",
                        row -> true,
                        account,
                        clock.instant().minus(heldFor))
                .isPresent());
    }

    /** An account is gone; those that went long ago are forgotten. */
    void add(Jid account) {
        database.write(sql -> {
            sql.update(
                    "DELETE FROM registration_former WHERE gone <= ?",
                    clock.instant().minus(heldFor));
            return sql.update(
                    "INSERT INTO registration_former (account, gone) VALUES (?, ?)"
                            + " ON CONFLICT (account) DO UPDATE SET gone = excluded.gone",
                    account,
                    clock.instant());
        });
    }

    /** The operator has given the name to somebody. */
    void remove(Jid account) {
        database.write(sql -> sql.update("DELETE FROM registration_former WHERE account = ?", account));
    }
}
