package im.godwit.core.auth;

import im.godwit.jid.Jid;
import im.godwit.service.Accounts;
import im.godwit.stanza.Condition;
import im.godwit.store.Database;
import im.godwit.store.Migrations;
import im.godwit.store.Sql;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Accounts in the database, each with a verifier for every hash if it has a password. */
public final class AccountStore implements Accounts, Verifiers {
    /** The tables; run before the store is used. */
    public static final Migrations MIGRATIONS = Migrations.of(
            "accounts",
            AccountStore.class,
            "001-create-accounts.sql",
            "002-disable-accounts.sql",
            "003-create-fast-tokens.sql");

    private static final int SALT_BYTES = 16;
    private static final String DISABLED = " AND disabled IS NOT NULL";
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Database database;
    private final int iterations;
    private final Consumer<Jid> created;
    private final Consumer<Jid> deleted;
    private final Consumer<Jid> disabled;
    private final Consumer<Jid> changed;
    private final byte[] secret;

    /**
     * Opens the accounts.
     *
     * @param iterations of PBKDF2 for new passwords (RFC 7677 §4: at least 4096)
     * @param created told after an account was made
     * @param deleted told after an account is gone: forgets what was kept for it and ends its sessions
     * @param disabled told after an account was disabled: ends its sessions
     * @param changed told after an account has got another password
     */
    public AccountStore(
            Database database,
            int iterations,
            Consumer<Jid> created,
            Consumer<Jid> deleted,
            Consumer<Jid> disabled,
            Consumer<Jid> changed) {
        this.database = database;
        this.iterations = iterations;
        this.created = created;
        this.deleted = deleted;
        this.disabled = disabled;
        this.changed = changed;
        this.secret = database.write(AccountStore::secret);
    }

    /** The server's own secret, from which the salts of accounts that do not exist are made. */
    private static byte[] secret(Sql sql) {
        Optional<byte[]> known =
                sql.first("SELECT value FROM account_secrets WHERE name = ?", row -> row.bytes("value"), "unknown");
        return known.orElseGet(() -> {
            byte[] fresh = random(32);
            sql.update("INSERT INTO account_secrets (name, value) VALUES (?, ?)", "unknown", fresh);
            return fresh;
        });
    }

    /** A secret of this server for one purpose, the same after each start; nothing tells it from another purpose's. */
    public byte[] secret(String purpose) {
        return ScramHash.SHA_256.hmac(secret, "secret/" + purpose);
    }

    private static byte[] random(int bytes) {
        byte[] random = new byte[bytes];
        RANDOM.nextBytes(random);
        return random;
    }

    @Override
    public boolean exists(Jid account) {
        return database.read(sql -> exists(sql, account));
    }

    static boolean exists(Sql sql, Jid account) {
        return sql.first("SELECT 1 AS present FROM accounts WHERE account = ?", row -> true, account.requireAccount())
                .isPresent();
    }

    @Override
    public void create(Jid account, String password) {
        Map<ScramHash, Verifier> verifiers = verifiers(password);
        database.write(sql -> {
            if (exists(sql, account)) {
                throw Condition.CONFLICT.error().thrown();
            }
            insert(sql, account);
            keep(sql, account, verifiers);
            return true;
        });
        created.accept(account);
    }

    /** Makes an account, unless it is there, that nobody can log in to with a password before it gets one. */
    public void createWithoutPassword(Jid account) {
        boolean fresh = database.write(sql -> !exists(sql, account) && insert(sql, account));
        if (fresh) {
            created.accept(account);
        }
    }

    private static boolean insert(Sql sql, Jid account) {
        sql.update(
                "INSERT INTO accounts (account, domain, created) VALUES (?, ?, ?)",
                account,
                account.domain(),
                Instant.now());
        return true;
    }

    @Override
    public void changePassword(Jid account, String password) {
        Map<ScramHash, Verifier> verifiers = verifiers(password);
        database.write(sql -> {
            requireExists(sql, account);
            sql.update("DELETE FROM account_verifiers WHERE account = ?", account);
            TokenTable.forget(sql, account);
            keep(sql, account, verifiers);
            return true;
        });
        changed.accept(account);
    }

    @Override
    public void delete(Jid account) {
        database.write(sql -> {
            requireExists(sql, account);
            sql.update("DELETE FROM account_verifiers WHERE account = ?", account);
            TokenTable.forget(sql, account);
            return sql.update("DELETE FROM accounts WHERE account = ?", account);
        });
        deleted.accept(account);
    }

    private static void requireExists(Sql sql, Jid account) {
        if (!exists(sql, account)) {
            throw Condition.ITEM_NOT_FOUND.error().thrown();
        }
    }

    @Override
    public void disable(Jid account) {
        database.write(sql -> {
            requireExists(sql, account);
            return sql.update(
                    "UPDATE accounts SET disabled = ? WHERE account = ? AND disabled IS NULL", Instant.now(), account);
        });
        disabled.accept(account);
    }

    @Override
    public void enable(Jid account) {
        database.write(sql -> {
            requireExists(sql, account);
            return sql.update("UPDATE accounts SET disabled = NULL WHERE account = ?", account);
        });
    }

    @Override
    public boolean isEnabled(Jid account) {
        return database.read(sql -> sql.first(
                        "SELECT 1 AS present FROM accounts WHERE account = ? AND disabled IS NOT NULL",
                        row -> true,
                        account.requireAccount()))
                .isEmpty();
    }

    @Override
    public long count(Jid domain) {
        return count(domain, "");
    }

    @Override
    public long countDisabled(Jid domain) {
        return count(domain, DISABLED);
    }

    private long count(Jid domain, String condition) {
        return database.read(sql -> sql.first(
                        "SELECT COUNT(*) AS accounts FROM accounts WHERE domain = ?" + condition,
                        row -> row.number("accounts"),
                        domain.domain()))
                .orElseThrow();
    }

    @Override
    public List<Jid> list(Jid domain, String after, int limit) {
        return list(domain, after, limit, "");
    }

    @Override
    public List<Jid> listDisabled(Jid domain, String after, int limit) {
        return list(domain, after, limit, DISABLED);
    }

    private List<Jid> list(Jid domain, String after, int limit, String condition) {
        return database.read(sql -> sql.query(
                "SELECT account FROM accounts WHERE domain = ? AND account > ?" + condition
                        + " ORDER BY account LIMIT ?",
                row -> row.jid("account"),
                domain.domain(),
                after.isEmpty() ? "" : Jid.of(after, domain.domain()).toString(),
                limit));
    }

    /** Computed outside the transaction: it takes milliseconds of CPU. */
    private Map<ScramHash, Verifier> verifiers(String password) {
        String prepared = PasswordPreparation.require(password);
        Map<ScramHash, Verifier> verifiers = new EnumMap<>(ScramHash.class);
        for (ScramHash hash : ScramHash.values()) {
            verifiers.put(hash, hash.verifier(prepared, random(SALT_BYTES), iterations));
        }
        return verifiers;
    }

    private static void keep(Sql sql, Jid account, Map<ScramHash, Verifier> verifiers) {
        verifiers.forEach((hash, verifier) -> sql.update(
                "INSERT INTO account_verifiers (account, hash, salt, iterations, stored_key, server_key)"
                        + " VALUES (?, ?, ?, ?, ?, ?)",
                account,
                hash,
                verifier.salt(),
                verifier.iterations(),
                verifier.storedKey(),
                verifier.serverKey()));
    }

    @Override
    public Verifier find(Jid account, ScramHash hash) {
        return database.read(sql -> sql.first(
                        "SELECT salt, iterations, stored_key, server_key FROM account_verifiers"
                                + " WHERE account = ? AND hash = ?",
                        row -> new Verifier(
                                row.bytes("salt"),
                                (int) row.number("iterations"),
                                row.bytes("stored_key"),
                                row.bytes("server_key")),
                        account,
                        hash))
                .orElseGet(() -> unknown(account, hash));
    }

    /** The same for the same name each time, and what no password leads to. */
    private Verifier unknown(Jid account, ScramHash hash) {
        byte[] salt = ScramHash.SHA_256.hmac(secret, (hash + "/salt/" + account).getBytes(StandardCharsets.UTF_8));
        byte[] key = ScramHash.SHA_512.hmac(secret, (hash + "/key/" + account).getBytes(StandardCharsets.UTF_8));
        byte[] cut = Arrays.copyOf(key, hash.bytes());
        return new Verifier(Arrays.copyOf(salt, SALT_BYTES), iterations, cut, cut);
    }
}
