package im.godwit.plugins.muc.store;

import im.godwit.archive.ArchiveLimits;
import im.godwit.archive.ArchivePage;
import im.godwit.archive.ArchiveQuery;
import im.godwit.archive.ArchiveTables;
import im.godwit.jid.Jid;
import im.godwit.plugins.muc.engine.Affiliated;
import im.godwit.plugins.muc.engine.Affiliation;
import im.godwit.plugins.muc.engine.ArchiveKey;
import im.godwit.plugins.muc.engine.ArchiveKey.OfRoom;
import im.godwit.plugins.muc.engine.ArchiveKey.Temporary;
import im.godwit.plugins.muc.engine.Card;
import im.godwit.plugins.muc.engine.Channel;
import im.godwit.plugins.muc.engine.Configuration;
import im.godwit.plugins.muc.engine.Departure;
import im.godwit.plugins.muc.engine.Ending;
import im.godwit.plugins.muc.engine.Hat;
import im.godwit.plugins.muc.engine.HistoryEntry;
import im.godwit.plugins.muc.engine.Kept;
import im.godwit.plugins.muc.engine.Recorded;
import im.godwit.plugins.muc.engine.Recording;
import im.godwit.plugins.muc.engine.RoomStore;
import im.godwit.plugins.muc.engine.StoredRoom;
import im.godwit.plugins.muc.engine.Subject;
import im.godwit.plugins.muc.store.RoomArchives.Prepared;
import im.godwit.store.Database;
import im.godwit.store.Migrations;
import im.godwit.store.Sql;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Rooms in the server's database. Rows of a room go with it; settings are rows, so that new ones need no migration. */
public final class SqlRoomStore implements RoomStore {
    /** The tables. */
    public static final Migrations MIGRATIONS = Migrations.of(
            "muc",
            SqlRoomStore.class,
            "001-create.sql",
            "002-archive.sql",
            "003-place.sql",
            "004-hats.sql",
            "005-cards.sql",
            "006-journal.sql",
            "007-seen.sql",
            "008-temporary.sql",
            "009-words.sql",
            "010-journal-key.sql",
            "011-places.sql",
            "012-blocks.sql",
            "013-slices.sql");

    /** What was said before a room was kept is little: what it tells those who enter. */
    private static final ArchiveLimits NO_LIMITS = ArchiveLimits.of(0, Duration.ZERO);

    private final Database database;
    private final RoomArchives archives;

    public SqlRoomStore(Database database) {
        this.database = database;
        this.archives = new RoomArchives(database);
    }

    /** Where what was said lies, to remove what is too old. */
    public ArchiveTables archives() {
        return archives.tables();
    }

    @Override
    public Optional<StoredRoom> load(Jid room) {
        return database.read(sql -> RoomRows.load(sql, room));
    }

    @Override
    public long create(Jid room, Instant now, StoredRoom contents, List<Recording> history) {
        List<Prepared> prepared = history.stream().map(Prepared::of).toList();
        return database.write(sql -> {
            long key = insert(sql, room, now, contents);
            archives.append(sql, new OfRoom(key), prepared, NO_LIMITS);
            return key;
        });
    }

    private static long insert(Sql sql, Jid room, Instant now, StoredRoom contents) {
        long key = RoomRows.insert(sql, room, now);
        RoomRows.configure(sql, key, contents.configuration());
        contents.affiliations().forEach((account, affiliated) -> RoomRows.affiliate(sql, key, account, affiliated));
        contents.subject().ifPresent(subject -> RoomRows.subject(sql, key, subject));
        HatRows.insert(sql, key, contents.hats());
        contents.card().ifPresent(card -> CardRows.upsert(sql, key, card));
        return key;
    }

    @Override
    public long makePersistent(Jid room, Instant now, StoredRoom contents, Temporary archive) {
        return database.write(sql -> {
            long key = insert(sql, room, now, contents);
            archives.tables().handOver(sql, RoomArchives.owner(archive), RoomArchives.owner(new OfRoom(key)));
            TemporaryRows.delete(sql, archive);
            return key;
        });
    }

    @Override
    public Temporary makeTemporary(Jid service, OfRoom archive) {
        return database.write(sql -> {
            Temporary open = TemporaryRows.insert(sql, service);
            archives.tables().handOver(sql, RoomArchives.owner(archive), RoomArchives.owner(open));
            RoomRows.delete(sql, archive.room());
            return open;
        });
    }

    @Override
    public Temporary begin(Jid service, List<Recording> history) {
        List<Prepared> prepared = history.stream().map(Prepared::of).toList();
        return database.write(sql -> {
            Temporary open = TemporaryRows.insert(sql, service);
            archives.append(sql, open, prepared, NO_LIMITS);
            return open;
        });
    }

    @Override
    public void endTemporary(Jid service) {
        if (!database.read(sql -> TemporaryRows.of(sql, service)).isEmpty()) {
            database.write(sql -> {
                List<Temporary> left = TemporaryRows.of(sql, service);
                left.forEach(archive -> delete(sql, archive));
                return left.size();
            });
        }
    }

    @Override
    public void change(long key, Configuration configuration, Map<Jid, Affiliated> affiliations) {
        database.write(sql -> {
            RoomRows.configure(sql, key, configuration);
            affiliations.forEach((account, affiliated) -> RoomRows.affiliate(sql, key, account, affiliated));
            return affiliations.size();
        });
    }

    @Override
    public void subject(long key, Subject subject) {
        database.write(sql -> RoomRows.subject(sql, key, subject));
    }

    @Override
    public boolean append(ArchiveKey key, List<? extends Kept> events, ArchiveLimits limits) {
        List<Consumer<Sql>> statements =
                events.stream().map(event -> statement(key, event, limits)).toList();
        return database.write(sql -> {
            boolean there = isThere(sql, key);
            if (there) {
                statements.forEach(statement -> statement.accept(sql));
            }
            return there;
        });
    }

    private static boolean isThere(Sql sql, ArchiveKey key) {
        return switch (key) {
            case OfRoom kept -> RoomRows.isThere(sql, kept.room());
            case Temporary open -> TemporaryRows.isThere(sql, open);
        };
    }

    private Consumer<Sql> statement(ArchiveKey key, Kept event, ArchiveLimits limits) {
        return switch (event) {
            case Recording recording -> {
                List<Prepared> prepared = List.of(Prepared.of(recording));
                yield sql -> archives.append(sql, key, prepared, limits);
            }
            case Departure departure -> sql -> seen(sql, key, departure.account());
            case Ending _ -> sql -> delete(sql, key);
        };
    }

    private void seen(Sql sql, ArchiveKey key, Jid account) {
        switch (key) {
            case OfRoom kept -> {
                archives.tables().settle(sql);
                MemberRows.seen(sql, kept, account);
            }
            case Temporary _ -> {} // whoever left a temporary room hears of it no more
        }
    }

    @Override
    public List<HistoryEntry> history(ArchiveKey key, int limit) {
        archives.tables().settle();
        return database.read(sql -> archives.history(sql, key, limit));
    }

    @Override
    public Optional<String> author(ArchiveKey key, String id) {
        archives.tables().settle();
        return database.read(sql -> archives.author(sql, key, id));
    }

    @Override
    public ArchivePage<Recorded> page(ArchiveKey key, ArchiveQuery query, int size) {
        return archives.page(key, query, size);
    }

    @Override
    public Optional<ArchivePage.Ends<Recorded>> ends(ArchiveKey key) {
        return archives.ends(key);
    }

    @Override
    public void delete(ArchiveKey key) {
        database.write(sql -> delete(sql, key));
    }

    private int delete(Sql sql, ArchiveKey key) {
        archives.tables().abandon(sql, RoomArchives.owner(key));
        return switch (key) {
            case OfRoom kept -> RoomRows.delete(sql, kept.room());
            case Temporary open -> TemporaryRows.delete(sql, open);
        };
    }

    @Override
    public List<Listing> publicRoomsAfter(Jid service, String place, int limit) {
        return database.read(sql -> PublicRows.after(sql, service, place, limit));
    }

    @Override
    public List<Listing> publicRoomsBefore(Jid service, String place, int limit) {
        return database.read(sql -> PublicRows.before(sql, service, place, limit));
    }

    @Override
    public List<Channel> channels(Jid service, int limit) {
        return database.read(sql -> PublicRows.channels(sql, service, limit));
    }

    @Override
    public long countPublicRooms(Jid service, String before) {
        return database.read(sql -> PublicRows.count(sql, service, before));
    }

    @Override
    public int owned(Jid service, Jid account) {
        return database.read(sql -> sql.first(
                        "SELECT COUNT(*) AS total FROM muc_affiliations a JOIN muc_rooms r ON r.number = a.room"
                                + " WHERE a.account = ? AND a.affiliation = ? AND r.service = ?",
                        row -> row.number("total"),
                        account,
                        Affiliation.OWNER,
                        service)
                .orElseThrow()
                .intValue());
    }

    @Override
    public List<Jid> knowing(Jid service, Jid account) {
        return database.read(sql -> sql.query(
                "SELECT room FROM muc_rooms WHERE service = ? AND number IN"
                        + " (SELECT room FROM muc_affiliations WHERE account = ?"
                        + " UNION SELECT room FROM muc_hats_worn WHERE account = ?) ORDER BY place",
                row -> row.jid("room"),
                service,
                account,
                account));
    }

    @Override
    public List<Jid> memberships(Jid service, Jid account, int limit) {
        return database.read(sql -> MemberRows.rooms(sql, service, account, limit));
    }

    @Override
    public List<Jid> news(Jid service, Jid account, int limit) {
        archives.tables().settle();
        return database.read(sql -> MemberRows.news(sql, service, account, limit));
    }

    @Override
    public void card(long key, Optional<Card> card) {
        database.write(sql -> card.map(it -> CardRows.upsert(sql, key, it)).orElseGet(() -> CardRows.delete(sql, key)));
    }

    @Override
    public void hat(long key, Hat hat) {
        database.write(sql -> HatRows.upsert(sql, key, hat));
    }

    @Override
    public void removeHat(long key, String uri) {
        database.write(sql -> HatRows.delete(sql, key, uri));
    }

    @Override
    public void putOn(long key, Jid account, String uri) {
        database.write(sql -> HatRows.putOn(sql, key, account, uri));
    }

    @Override
    public void takeOff(long key, Jid account, String uri) {
        database.write(sql -> HatRows.takeOff(sql, key, account, uri));
    }

    @Override
    public byte[] secret(Jid service, byte[] candidate) {
        String kept = database.write(sql -> {
            sql.update(
                    "INSERT INTO muc_services (service, secret) VALUES (?, ?) ON CONFLICT (service) DO NOTHING",
                    service,
                    HexFormat.of().formatHex(candidate));
            return sql.first("SELECT secret FROM muc_services WHERE service = ?", row -> row.text("secret"), service)
                    .orElseThrow();
        });
        return HexFormat.of().parseHex(kept);
    }
}
