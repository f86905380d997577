package im.godwit.plugins.invitations;

import im.godwit.jid.Jid;
import im.godwit.stanza.Condition;
import im.godwit.stanza.StanzaException;
import im.godwit.store.Database;
import im.godwit.store.Migrations;
import im.godwit.store.Sql;
import im.godwit.store.Token;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The invitations of a domain. Of their tokens only hashes are kept. */
final class Tokens {
    static final Migrations MIGRATIONS = Migrations.of("invitations", Tokens.class, "001-create.sql");

    /** How long one that expired can still be redeemed by who has shown it in time (XEP-0445 §4). */
    private static final Duration AFTERWARDS = Duration.ofHours(1);

    private static final String COLUMNS = "token, inviter, account, registers, connects, expires, taken_by";

    private final Database database;
    private final Jid domain;

    Tokens(Database database, Jid domain) {
        this.database = database;
        this.domain = domain;
    }

    /**
     * Keeps a new invitation, and forgets those that are long over. Durable when this returns.
     *
     * @param most how many the inviter may make in the time that one is good, used ones included
     * @throws StanzaException {@code resource-constraint} with more; {@code conflict} if somebody is invited to the
     *     account already
     */
    void add(Invite invite, int most, Instant now) {
        database.write(sql -> {
            sql.update("DELETE FROM invitations_tokens WHERE expires <= ?", now.minus(AFTERWARDS));
            requireFew(sql, invite, most, now);
            if (invite.account()
                    .filter(account -> isReserved(sql, account, now))
                    .isPresent()) {
                throw Condition.CONFLICT
                        .error("somebody is invited to this name already")
                        .thrown();
            }
            return sql.update(
                    "INSERT INTO invitations_tokens (token, domain, inviter, account, registers, connects, expires,"
                            + " taken_by, done) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    invite.hash(),
                    domain,
                    invite.inviter(),
                    invite.account(),
                    invite.registers(),
                    invite.connects(),
                    invite.expires(),
                    Optional.empty(),
                    false);
        });
    }

    private static void requireFew(Sql sql, Invite invite, int most, Instant now) {
        if (invite.inviter().isEmpty()) {
            return;
        }
        long made = sql.first(
                        "SELECT COUNT(*) AS made FROM invitations_tokens WHERE inviter = ? AND expires > ?",
                        row -> row.number("made"),
                        invite.inviter().get(),
                        now)
                .orElseThrow();
        if (made >= most) {
            throw Condition.RESOURCE_CONSTRAINT
                    .error("You have made " + made + " invitations. Try again later.")
                    .thrown();
        }
    }

    /** The invitation of a token, good or not. */
    Optional<Invite> find(String token) {
        return database.read(sql -> sql.first(
                "SELECT " + COLUMNS + " FROM invitations_tokens WHERE token = ? AND domain = ?",
                Invite::of,
                new Token(token).hash(),
                domain));
    }

    /** Whether somebody is invited to this account. */
    boolean isReserved(Jid account, Instant now) {
        return database.read(sql -> isReserved(sql, account, now));
    }

    private static boolean isReserved(Sql sql, Jid account, Instant now) {
        return sql.first(
                        "SELECT 1 AS reserved FROM invitations_tokens"
                                + " WHERE account = ? AND taken_by IS NULL AND expires > ?",
                        row -> true,
                        account,
                        now)
                .isPresent();
    }

    /** Gives an invitation to somebody who uses it; false if it is given already. Durable when this returns. */
    boolean take(Invite invite, Jid by) {
        return database.write(sql -> sql.update(
                        "UPDATE invitations_tokens SET taken_by = ? WHERE token = ? AND taken_by IS NULL",
                        by,
                        invite.hash())
                == 1);
    }

    /** Takes an invitation back: nothing came of it. */
    void release(Invite invite) {
        database.write(
                sql -> sql.update("UPDATE invitations_tokens SET taken_by = NULL WHERE token = ?", invite.hash()));
    }

    /** All that an invitation was for has happened. */
    void finish(Invite invite) {
        database.write(
                sql -> sql.update("UPDATE invitations_tokens SET done = ? WHERE token = ?", true, invite.hash()));
    }

    /** Invitations that were being used when the server stopped. */
    List<Invite> unfinished() {
        return database.read(sql -> sql.query(
                "SELECT " + COLUMNS + " FROM invitations_tokens"
                        + " WHERE domain = ? AND taken_by IS NOT NULL AND done = ?",
                Invite::of,
                domain,
                false));
    }

    /** Forgets what an account has made. */
    void forget(Jid inviter) {
        database.write(sql -> sql.update("DELETE FROM invitations_tokens WHERE inviter = ?", inviter));
    }
}
