package im.godwit.plugins.muc.store;

import im.godwit.archive.ArchiveLimits;
import im.godwit.archive.ArchivePage;
import im.godwit.archive.ArchiveQuery;
import im.godwit.archive.ArchiveReader;
import im.godwit.archive.ArchiveShape;
import im.godwit.archive.ArchiveTables;
import im.godwit.archive.Entry;
import im.godwit.archive.Filter;
import im.godwit.archive.Filter.Condition;
import im.godwit.archive.Retraction;
import im.godwit.archive.Stored;
import im.godwit.jid.Jid;
import im.godwit.plugins.muc.engine.Affiliation;
import im.godwit.plugins.muc.engine.ArchiveKey;
import im.godwit.plugins.muc.engine.Author;
import im.godwit.plugins.muc.engine.HistoryEntry;
import im.godwit.plugins.muc.engine.Recorded;
import im.godwit.plugins.muc.engine.Recording;
import im.godwit.plugins.muc.engine.Role;
import im.godwit.plugins.muc.engine.Withdrawal;
import im.godwit.store.Database;
import im.godwit.store.Sql;
import im.godwit.xml.Element;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What was said in rooms: one store for readers of archives and for those who enter. Rooms are named by their keys. */
final class RoomArchives {
    private static final List<String> COLUMNS =
            List.of("nickname", "occupant", "peer", "resource", "affiliation", "role", "known", "recalled");

    private static final ArchiveShape<Recorded> SHAPE = new ArchiveShape<>(
            "muc_archive", COLUMNS, List.of("nickname", "peer"), Optional.empty(), RoomArchives::recorded);

    private final ArchiveTables tables;
    private final ArchiveReader<Recorded> reader;

    RoomArchives(Database database) {
        tables = new ArchiveTables(database, SHAPE);
        reader = new ArchiveReader<>(database, SHAPE);
    }

    ArchiveTables tables() {
        return tables;
    }

    /** Numbers of rooms are owners as they are, those of temporary archives have a letter before. */
    static String owner(ArchiveKey key) {
        return switch (key) {
            case ArchiveKey.OfRoom kept -> Long.toString(kept.room());
            case ArchiveKey.Temporary open -> "t" + open.number();
        };
    }

    /** A message that is ready to be written; made before the transaction, since only one thread writes. */
    record Prepared(Entry entry, Optional<Withdrawal> withdrawal) {
        static Prepared of(Recording recording) {
            return new Prepared(RoomArchives.entry(recording), recording.withdrawal());
        }
    }

    void append(Sql sql, ArchiveKey room, List<Prepared> messages, ArchiveLimits limits) {
        for (Prepared message : messages) {
            tables.append(sql, owner(room), message.entry(), limits);
            message.withdrawal().ifPresent(withdrawal -> withdraw(sql, room, withdrawal));
        }
    }

    private void withdraw(Sql sql, ArchiveKey room, Withdrawal withdrawal) {
        List<Condition> conditions = new ArrayList<>(List.of(new Condition("uid", withdrawal.target())));
        withdrawal.author().ifPresent(author -> conditions.add(new Condition("occupant", author)));
        tables.replace(
                sql,
                owner(room),
                new Filter(conditions, Optional.empty()),
                original -> isTombstone(original)
                        ? Optional.empty()
                        : Optional.of(Retraction.tombstone(original, withdrawal.tombstone())));
    }

    private static boolean isTombstone(Element content) {
        return content.child(Retraction.RETRACTED).isPresent();
    }

    private static Entry entry(Recording recording) {
        HistoryEntry said = recording.entry();
        Author author = said.author();
        return Entry.of(
                said.id().orElseThrow(),
                said.said(),
                said.content(),
                author.nickname(),
                author.occupant(),
                author.jid().bare(),
                author.jid().resource(),
                author.affiliation(),
                author.role(),
                author.known(),
                recording.recalled());
    }

    private static Recorded recorded(Stored stored) {
        Author author = new Author(
                stored.text("nickname"),
                stored.text("occupant"),
                jid(stored.jid("peer"), stored.text("resource")),
                Affiliation.valueOf(stored.text("affiliation")),
                Role.valueOf(stored.text("role")),
                stored.flag("known"));
        HistoryEntry entry = new HistoryEntry(Optional.of(stored.uid()), author, stored.stamp(), stored.stanza());
        return new Recorded(stored.uid(), entry.said(), entry);
    }

    private static Jid jid(Jid bare, String resource) {
        return resource.isEmpty() ? bare : bare.withResource(resource);
    }

    List<HistoryEntry> history(Sql sql, ArchiveKey room, int limit) {
        return reader.newest(sql, owner(room), Filter.of(new Condition("recalled", true)), limit).stream()
                .map(Recorded::entry)
                .filter(entry -> !isTombstone(entry.content()))
                .toList();
    }

    Optional<String> author(Sql sql, ArchiveKey room, String uid) {
        return reader.find(sql, owner(room), uid)
                .map(found -> found.entry().author().occupant());
    }

    ArchivePage<Recorded> page(ArchiveKey room, ArchiveQuery query, int size) {
        return reader.page(owner(room), query, size);
    }

    Optional<ArchivePage.Ends<Recorded>> ends(ArchiveKey room) {
        return reader.ends(owner(room));
    }
}
