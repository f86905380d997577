package im.godwit.core.auth;

import im.godwit.jid.Jid;
import im.godwit.store.Sql;
import java.time.Instant;
import java.util.List;

/** The rows of tokens, within a transaction: two slots for each client (XEP-0484 §5.1). */
final class TokenTable {
    private static final String CLIENT = " WHERE account = ? AND client = ?";

    private TokenTable() {}

    /** Where a token is. */
    enum Slot {
        /** It was given to the client, which has not used it. */
        NEW,
        CURRENT
    }

    record Kept(Slot slot, StoredToken token) {}

    /** A client's tokens, the new one first. */
    static List<Kept> of(Sql sql, Jid account, String client) {
        return sql.query(
                "SELECT slot, mechanism, secret, answer, last_count, issued, expiry FROM fast_tokens" + CLIENT
                        + " ORDER BY slot DESC",
                row -> new Kept(
                        Slot.valueOf(row.text("slot")),
                        new StoredToken(
                                HashedToken.valueOf(row.text("mechanism")),
                                row.bytes("secret"),
                                row.bytes("answer"),
                                row.number("last_count"),
                                row.instant("issued"),
                                row.instant("expiry"))),
                account,
                client);
    }

    /** A token was used; it is the current one from now on, and those that end before it are gone (§3.5). */
    static void used(Sql sql, Jid account, String client, Kept kept, long count) {
        if (kept.slot() == Slot.NEW) {
            sql.update("DELETE FROM fast_tokens" + CLIENT + " AND slot = ?", account, client, Slot.CURRENT);
        }
        sql.update(
                "UPDATE fast_tokens SET slot = ?, last_count = ?" + CLIENT + " AND slot = ?",
                Slot.CURRENT,
                count,
                account,
                client,
                kept.slot());
        sql.update(
                "DELETE FROM fast_tokens" + CLIENT + " AND expiry < ?",
                account,
                client,
                kept.token().expiry());
    }

    /** Adds a token in place of one that was not used (§3.5). */
    static void add(Sql sql, Jid account, String client, StoredToken token) {
        sql.update("DELETE FROM fast_tokens" + CLIENT + " AND slot = ?", account, client, Slot.NEW);
        sql.update(
                "INSERT INTO fast_tokens"
                        + " (account, client, slot, mechanism, secret, answer, last_count, issued, expiry)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                account,
                client,
                Slot.NEW,
                token.mechanism(),
                token.secret(),
                token.answer(),
                token.lastCount(),
                token.issued(),
                token.expiry());
    }

    /** Leaves tokens to a client and to so many others of the account, those that were given theirs last. */
    static void limit(Sql sql, Jid account, String client, int others) {
        sql
                .query(
                        "SELECT client, MAX(issued) AS latest FROM fast_tokens WHERE account = ? AND client <> ?"
                                + " GROUP BY client ORDER BY latest DESC, client",
                        row -> row.text("client"),
                        account,
                        client)
                .stream()
                .skip(others)
                .forEach(oldest -> forget(sql, account, oldest));
    }

    /** The clients that have a token which is good at this time. */
    static List<String> clients(Sql sql, Jid account, Instant now) {
        return sql.query(
                "SELECT DISTINCT client FROM fast_tokens WHERE account = ? AND expiry > ?",
                row -> row.text("client"),
                account,
                now);
    }

    static int forget(Sql sql, Jid account, String client) {
        return sql.update("DELETE FROM fast_tokens" + CLIENT, account, client);
    }

    static int forget(Sql sql, Jid account) {
        return sql.update("DELETE FROM fast_tokens WHERE account = ?", account);
    }
}
