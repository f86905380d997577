package im.godwit.plugins.administration;

import im.godwit.jid.Jid;
import im.godwit.plugins.administration.StandingMessage.Kind;
import im.godwit.store.Database;
import im.godwit.store.Migrations;
import java.util.Optional;

/** The standing message of one kind of a domain, in the database and in memory. Threads may share it. */
final class StandingMessages {
    static final Migrations MIGRATIONS =
            Migrations.of("administration", StandingMessages.class, "001-create.sql", "002-lists.sql");

    private final Database database;
    private final Jid domain;
    private final Kind kind;
    private volatile Optional<StandingMessage> current;

    StandingMessages(Database database, Jid domain, Kind kind) {
        this.database = database;
        this.domain = domain;
        this.kind = kind;
        this.current = database.read(sql -> sql.first(
                "SELECT id, text FROM administration_messages WHERE domain = ? AND kind = ?",
                row -> new StandingMessage(row.text("id"), row.text("text")),
                domain,
                kind));
    }

    Optional<StandingMessage> current() {
        return current;
    }

    /** Keeps a message in place of the one before; durable when this returns. */
    void set(StandingMessage message) {
        database.write(sql -> sql.update(
                "INSERT INTO administration_messages (domain, kind, id, text) VALUES (?, ?, ?, ?)"
                        + " ON CONFLICT (domain, kind) DO UPDATE SET id = excluded.id, text = excluded.text",
                domain,
                kind,
                message.id(),
                message.text()));
        current = Optional.of(message);
    }

    /** Removes the message, if there is one; durable when this returns. */
    void delete() {
        database.write(
                sql -> sql.update("DELETE FROM administration_messages WHERE domain = ? AND kind = ?", domain, kind));
        current = Optional.empty();
    }
}
