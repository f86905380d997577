package im.godwit.plugins.upload;

import im.godwit.jid.Jid;
import im.godwit.store.Database;
import im.godwit.store.Migrations;
import im.godwit.store.Sql;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What is known of the files of one service. */
final class FileTable {
    static final Migrations MIGRATIONS = Migrations.of("upload", FileTable.class, "001-create.sql");

    /** How many files one step of a removal takes. */
    static final int BATCH = 500;

    private static final String COLUMNS =
            "name, account, share, filename, type, size, token, state, put_until, expires";

    /** What takes room: neither slots that nobody used, nor what is only to be swept away. */
    private static final String COUNTS = "(state <> 'SLOT' OR put_until > ?) AND (expires IS NULL OR expires > ?)";

    private final Database database;
    private final Jid service;

    FileTable(Database database, Jid service) {
        this.database = database;
        this.service = service;
    }

    /** What an account holds of one share, and how many of its files are still to come. */
    record Use(long bytes, long slots) {}

    /** What an account uses; part of a transaction that adds to it. */
    Use use(Sql sql, Jid account, Share share, Instant now) {
        long bytes = sql.first(
                        "SELECT COALESCE(SUM(size), 0) AS bytes FROM upload_files WHERE account = ? AND share = ? AND "
                                + COUNTS,
                        row -> row.number("bytes"),
                        account,
                        share,
                        now,
                        now)
                .orElseThrow();
        long slots = sql.first(
                        "SELECT COUNT(*) AS slots FROM upload_files"
                                + " WHERE account = ? AND (state = 'RECEIVING' OR state = 'SLOT' AND put_until > ?)",
                        row -> row.number("slots"),
                        account,
                        now)
                .orElseThrow();
        return new Use(bytes, slots);
    }

    /** The bytes of all files of all services. */
    long total(Instant now) {
        return database.read(sql -> sql.first(
                        "SELECT COALESCE(SUM(size), 0) AS bytes FROM upload_files WHERE " + COUNTS,
                        row -> row.number("bytes"),
                        now,
                        now)
                .orElseThrow());
    }

    /** Files of one share of an account that go by themselves, the next one first. */
    List<StoredFile> nextToGo(Sql sql, Jid account, Share share, Instant now) {
        return sql.query(
                "SELECT " + COLUMNS + " FROM upload_files WHERE account = ? AND share = ? AND state = 'STORED'"
                        + " AND expires > ? ORDER BY expires LIMIT " + BATCH,
                StoredFile::of,
                account,
                share,
                now);
    }

    /** The oldest whole files of one share of an account at this service. */
    List<StoredFile> oldest(Sql sql, Jid account, Share share) {
        return sql.query(
                "SELECT " + COLUMNS + " FROM upload_files WHERE account = ? AND share = ? AND service = ?"
                        + " AND state = 'STORED' ORDER BY made LIMIT " + BATCH,
                StoredFile::of,
                account,
                share,
                service);
    }

    /** Adds a slot, in a transaction that has looked for room. */
    void add(Sql sql, StoredFile slot, Instant now) {
        sql.update(
                "INSERT INTO upload_files (name, service, account, share, filename, type, size, token, state, made,"
                        + " put_until, expires) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                slot.name(),
                service,
                slot.account(),
                slot.share(),
                slot.filename(),
                slot.type().map(MediaType::name),
                slot.size(),
                slot.token(),
                slot.state(),
                now,
                slot.putUntil(),
                slot.expires());
    }

    Optional<StoredFile> find(String name) {
        return database.read(sql -> sql.first(
                "SELECT " + COLUMNS + " FROM upload_files WHERE name = ? AND service = ?",
                StoredFile::of,
                name,
                service));
    }

    /** Uses a slot up; false if somebody else has, or it is over. */
    boolean begin(StoredFile slot, Instant now) {
        return database.write(sql -> sql.update(
                        "UPDATE upload_files SET state = 'RECEIVING' WHERE name = ? AND state = 'SLOT' AND put_until > ?",
                        slot.name(),
                        now)
                == 1);
    }

    /** All of a file is on disk; false if it is not wanted any more. Durable when this returns. */
    boolean complete(StoredFile file, MediaType type) {
        return database.write(sql -> sql.update(
                        "UPDATE upload_files SET state = 'STORED', type = ? WHERE name = ? AND state = 'RECEIVING'",
                        type.name(),
                        file.name())
                == 1);
    }

    /** Files of which there is nothing to keep: too old, of slots that nobody used. At most a batch. */
    List<String> outdated(Instant now) {
        return database.read(sql -> sql.query(
                "SELECT name FROM upload_files WHERE service = ? AND expires <= ? AND state <> 'RECEIVING'"
                        + " UNION SELECT name FROM upload_files WHERE service = ? AND state = 'SLOT' AND put_until <= ?"
                        + " LIMIT " + BATCH,
                row -> row.text("name"),
                service,
                now,
                service,
                now));
    }

    /** Files that were coming in when the server stopped. */
    List<String> interrupted() {
        return names("state = 'RECEIVING'");
    }

    List<String> of(Jid account) {
        return names("account = ?", account);
    }

    private List<String> names(String condition, Object... arguments) {
        Object[] all = new Object[arguments.length + 1];
        all[0] = service;
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        return database.read(sql -> sql.query(
                "SELECT name FROM upload_files WHERE service = ? AND " + condition + " LIMIT " + BATCH,
                row -> row.text("name"),
                all));
    }

    /** Forgets files; they must be gone from the disk. */
    void forget(List<String> names) {
        database.write(sql -> {
            names.forEach(name -> sql.update("DELETE FROM upload_files WHERE name = ?", name));
            return names.size();
        });
    }
}
