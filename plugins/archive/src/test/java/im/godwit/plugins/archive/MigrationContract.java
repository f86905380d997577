package im.godwit.plugins.archive;

import static org.assertj.core.api.Assertions.assertThat;

import im.godwit.archive.ArchiveQuery;
import im.godwit.archive.ArchiveReader;
import im.godwit.archive.ArchiveTables;
import im.godwit.archive.Filter;
import im.godwit.archive.Kept;
import im.godwit.core.host.Persistence;
import im.godwit.jid.Jid;
import im.godwit.paging.PageRequest;
import im.godwit.paging.Position;
import im.godwit.store.Migrations;
import im.godwit.store.Sql;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** Archives that were written before words had an index are read afterwards, on either database. */
interface MigrationContract {
    /** The tables as they were. */
    Migrations BEFORE =
            new Migrations("archive", AccountArchives.MIGRATIONS.scripts().subList(0, 3));

    String OWNER = "romeo@example.org";

    Jid PEER = Jid.of("j", "example.org");

    /** A database with these tables. */
    Persistence persistence();

    private static void insertAsBefore(Sql sql) {
        sql.update("INSERT INTO archive_owners (owner, first_position, last_position, first_stamp, last_stamp)"
                + " VALUES ('romeo@example.org', 3000, 3001, 1000000, 2000000)");
        for (int position = 3000; position <= 3001; position++) {
            sql.update(
                    "INSERT INTO archive_messages (archive, position, uid, message_id, stamp, peer, resource, bytes,"
                            + " stanza) SELECT number, ?, ?, ?, 1000000, 'j@example.org', '', 90, ? FROM archive_owners",
                    position,
                    "u" + position,
                    "m" + position,
                    "<message xmlns='jabber:client'><body>moved " + position + "</body></message>");
            sql.update(
                    "INSERT INTO archive_texts (archive, position, words) SELECT number, ?, ? FROM archive_owners",
                    position,
                    " moved " + position + " ");
        }
        for (int i = 1; i <= 2; i++) {
            sql.update(
                    "INSERT INTO archive_journal (owner, uid, stamp, bytes, stanza, words, most_messages, expiry, peer,"
                            + " resource) VALUES ('romeo@example.org', ?, 3000000, 90,"
                            + " '<message xmlns=''jabber:client''/>', ' waiting ', 100000, -1, 'j@example.org', '')",
                    "w" + i);
        }
    }

    @Test
    default void whatWasKeptAndWhatWaitedStays() {
        persistence().database().write(sql -> {
            insertAsBefore(sql);
            return true;
        });

        persistence().migrate(AccountArchives.MIGRATIONS);

        assertThat(found(Filter.NONE)).containsExactly("u3000", "u3001", "w1", "w2");
        assertThat(found(Filter.NONE, new Position.After("u3000"))).containsExactly("u3001", "w1", "w2");
        assertThat(found(Filter.of(new Filter.Condition("message_id", "m3001"), new Filter.Condition("peer", PEER))))
                .containsExactly("u3001");
        assertThat(found(words("moved"))).containsExactly("u3000", "u3001");
        assertThat(found(words("waiting"))).containsExactly("w1", "w2");
        assertThat(new ArchiveTables(persistence().database(), AccountArchives.SHAPE).indexNext())
                .isFalse();
    }

    private static Filter words(String word) {
        return new Filter(List.of(), Optional.of(List.of(word)));
    }

    private List<String> found(Filter filter) {
        return found(filter, new Position.First());
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
        return new ArchiveReader<>(persistence().database(), AccountArchives.SHAPE)
                .page(OWNER, query, 10).entries().stream().map(Kept::uid).toList();
    }
}
