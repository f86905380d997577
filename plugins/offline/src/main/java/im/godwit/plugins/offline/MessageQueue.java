package im.godwit.plugins.offline;

import im.godwit.jid.Jid;
import im.godwit.stanza.Message;
import im.godwit.store.Database;
import im.godwit.store.Migrations;
import im.godwit.store.Sql;
import im.godwit.xml.ElementWriter;
import im.godwit.xml.Namespaces;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The messages that wait for the accounts, in the order in which they came. */
final class MessageQueue {
    static final Migrations MIGRATIONS = Migrations.of("offline", MessageQueue.class, "001-create-messages.sql");

    private final Database database;
    private final OfflinePlugin.Options limits;

    MessageQueue(Database database, OfflinePlugin.Options limits) {
        this.database = database;
        this.limits = limits;
    }

    /** A message that waits. */
    record Waiting(long number, Message message) {}

    private record Size(long messages, long bytes, Optional<Instant> latest) {}

    /**
     * Adds a message behind all others, wherever the clock went meanwhile (RFC 6120 §10.1); durable when this returns.
     *
     * @return whether there was room
     */
    boolean addNew(Jid account, Message message, Instant now) {
        return add(account, message, size -> size.latest().filter(now::isBefore).orElse(now));
    }

    /**
     * Adds a message that comes back, where it was before; durable when this returns.
     *
     * @return whether there was room
     */
    boolean addAgain(Jid account, Message message, Instant came) {
        return add(account, message, _ -> came);
    }

    private boolean add(Jid account, Message message, Function<Size, Instant> place) {
        // as it will lie in the client's outbound queue
        int bytes = ElementWriter.toBytes(message.element(), Namespaces.CLIENT).length;
        return database.write(sql -> {
            Size size = size(sql, account);
            if (size.messages() >= limits.maxMessages() || size.bytes() + bytes > limits.maxBytes()) {
                return false;
            }
            sql.update(
                    "INSERT INTO offline_messages (account, stamp, bytes, stanza) VALUES (?, ?, ?, ?)",
                    account,
                    place.apply(size),
                    bytes,
                    message.element());
            return true;
        });
    }

    private static Size size(Sql sql, Jid account) {
        return sql.first(
                        "SELECT COUNT(*) AS messages, CAST(COALESCE(SUM(bytes), 0) AS BIGINT) AS bytes,"
                                + " MAX(stamp) AS latest FROM offline_messages WHERE account = ?",
                        row -> new Size(
                                row.number("messages"),
                                row.number("bytes"),
                                row.optionalNumber("latest").map(latest -> row.instant("latest"))),
                        account)
                .orElseThrow();
    }

    /** The first messages of an account. */
    List<Waiting> first(Jid account, int limit) {
        return database.read(sql -> sql.query(
                "SELECT number, stanza FROM offline_messages WHERE account = ? ORDER BY stamp, number LIMIT ?",
                row -> new Waiting(row.number("number"), Message.of(row.element("stanza"))),
                account,
                limit));
    }

    /** All messages of an account; the limits bound them. */
    List<Waiting> all(Jid account) {
        return first(account, Integer.MAX_VALUE);
    }

    void remove(List<Waiting> delivered) {
        database.write(sql -> {
            delivered.forEach(waiting -> sql.update("DELETE FROM offline_messages WHERE number = ?", waiting.number()));
            return true;
        });
    }

    void clear(Jid account) {
        database.write(sql -> sql.update("DELETE FROM offline_messages WHERE account = ?", account));
    }
}
