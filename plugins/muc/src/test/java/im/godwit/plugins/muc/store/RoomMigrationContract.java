package im.godwit.plugins.muc.store;

import static org.assertj.core.api.Assertions.assertThat;

import im.godwit.archive.ArchiveQuery;
import im.godwit.archive.Filter;
import im.godwit.core.host.Persistence;
import im.godwit.jid.Jid;
import im.godwit.paging.PageRequest;
import im.godwit.paging.Position;
import im.godwit.plugins.muc.engine.ArchiveKey;
import im.godwit.plugins.muc.engine.HistoryEntry;
import im.godwit.plugins.muc.engine.Recorded;
import im.godwit.store.Migrations;
import im.godwit.store.Sql;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** What was said in rooms before messages had places of their own is read afterwards, on either database. */
interface RoomMigrationContract {
    /** The tables as they were. */
    Migrations BEFORE = new Migrations("muc", SqlRoomStore.MIGRATIONS.scripts().subList(0, 10));

    ArchiveKey ROOM = new ArchiveKey.OfRoom(7);

    /** A database with these tables. */
    Persistence persistence();

    private static void insertAsBefore(Sql sql) {
        sql.update("INSERT INTO muc_archive_owners (owner, first_position, last_position, first_stamp, last_stamp)"
                + " VALUES ('7', 3, 4, 1000000, 2000000)");
        for (int position = 3; position <= 4; position++) {
            sql.update(
                    "INSERT INTO muc_archive_messages (archive, position, uid, stamp, bytes, stanza, nickname, occupant,"
                            + " peer, resource, affiliation, role, known, recalled)"
                            + " SELECT number, ?, ?, 1000000, 90, '<message xmlns=''jabber:client''/>', 'Thirdwitch',"
                            + " ?, 'hag66@example.org', 'pda', 'NONE', 'PARTICIPANT', ?, ? FROM muc_archive_owners",
                    position,
                    "u" + position,
                    "occupant" + position,
                    true,
                    position == 4);
            sql.update(
                    "INSERT INTO muc_archive_texts (archive, position, words)"
                            + " SELECT number, ?, ? FROM muc_archive_owners",
                    position,
                    " moved " + position + " ");
        }
        sql.update(
                "INSERT INTO muc_archive_journal (owner, uid, stamp, bytes, stanza, words, most_messages, expiry, nickname,"
                        + " occupant, peer, resource, affiliation, role, known, recalled)"
                        + " VALUES ('7', 'w1', 3000000, 90, '<message xmlns=''jabber:client''/>', ' waiting ', 100000, -1,"
                        + " 'Secondwitch', 'o2', 'wiccarocks@example.org', 'laptop', 'MEMBER', 'VISITOR', ?, ?)",
                false,
                true);
    }

    @Test
    default void whatWasSaidAndWhatWaitedStays() {
        persistence().database().write(sql -> {
            insertAsBefore(sql);
            return true;
        });

        persistence().migrate(SqlRoomStore.MIGRATIONS);

        assertThat(found(Filter.NONE, new Position.First())).containsExactly("u3", "u4", "w1");
        assertThat(found(Filter.NONE, new Position.After("u3"))).containsExactly("u4", "w1");
        assertThat(found(words("moved"), new Position.First())).containsExactly("u3", "u4");
        assertThat(found(words("waiting"), new Position.First())).containsExactly("w1");
        Filter witch = Filter.of(new Filter.Condition("nickname", "Thirdwitch"));
        assertThat(found(witch, new Position.Last())).containsExactly("u3", "u4");
        RoomArchives archives = new RoomArchives(persistence().database());
        Optional<String> author = persistence().database().read(sql -> archives.author(sql, ROOM, "u4"));
        assertThat(author).contains("occupant4");
        List<HistoryEntry> history = persistence().database().read(sql -> archives.history(sql, ROOM, 9));
        assertThat(history)
                .extracting(entry -> entry.author().jid())
                .containsExactly(
                        Jid.of("hag66", "example.org").withResource("pda"),
                        Jid.of("wiccarocks", "example.org").withResource("laptop"));
    }

    private static Filter words(String word) {
        return new Filter(List.of(), Optional.of(List.of(word)));
    }

    private List<String> found(Filter filter, Position position) {
        ArchiveQuery query = new ArchiveQuery(
                Optional.empty(),
                filter,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                new PageRequest(OptionalInt.empty(), position),
                false);
        return new RoomArchives(persistence().database())
                .page(ROOM, query, 10).entries().stream().map(Recorded::uid).toList();
    }
}
