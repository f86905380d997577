package im.godwit.plugins.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.godwit.jid.Jid;
import im.godwit.paging.PageRequest;
import im.godwit.paging.Position;
import im.godwit.stanza.Condition;
import im.godwit.stanza.Message;
import im.godwit.stanza.StanzaException;
import im.godwit.store.Database;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the tables promise, on either database. */
interface ArchiveContract {
    Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    Jid JULIET = Jid.of("juliet", "example.org");

    Database database();

    /** An account that no other test uses. */
    Jid account();

    private static ArchiveOptions limits(int maxMessages, Duration maxAge) {
        return new ArchiveOptions(Policy.ALWAYS, maxMessages, maxAge, 50, 250);
    }

    private ArchiveTables tables() {
        return new ArchiveTables(database(), limits(0, Duration.ZERO));
    }

    private static Entry entry(String uid, Jid peer, String body) {
        return Entry.of(
                uid,
                peer,
                Message.of(
                        Message.builder(Message.Type.CHAT).child("body", body).build()));
    }

    private void append(ArchiveTables tables, Jid account, Entry entry, Instant at) {
        database().write(sql -> {
            tables.append(sql, account, entry, at);
            return true;
        });
    }

    private void fill(ArchiveTables tables, Jid account, int from, int to) {
        for (int i = from; i < to; i++) {
            append(tables, account, entry("u" + i, JULIET, "word" + i + " all"), NOON.plusSeconds(i));
        }
    }

    private static ArchiveQuery query(Filter filter, Position position) {
        return new ArchiveQuery(
                Optional.empty(),
                filter,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                new PageRequest(OptionalInt.empty(), position),
                false);
    }

    private static Filter words(String... words) {
        return new Filter(Optional.empty(), Optional.of(List.of(words)));
    }

    private List<String> uids(Jid account, ArchiveQuery query, int size) {
        return new ArchiveReader(database())
                .page(account, query, size).entries().stream()
                        .map(ArchivePage.Kept::uid)
                        .toList();
    }

    private List<String> all(Jid account) {
        return uids(account, query(Filter.NONE, new Position.First()), 1000);
    }

    private static List<String> expected(int from, int to) {
        return IntStream.range(from, to).mapToObj(i -> "u" + i).toList();
    }

    @Test
    default void whatIsAppendedIsReadInOrder() {
        Jid account = account();
        fill(tables(), account, 0, 5);

        assertThat(all(account)).isEqualTo(expected(0, 5));
        ArchivePage.Kept last =
                new ArchiveReader(database()).ends(account).orElseThrow().last();
        assertThat(last.stamp()).isEqualTo(NOON.plusSeconds(4));
        assertThat(last.stanza().child("body").orElseThrow().text()).isEqualTo("word4 all");
        assertThat(all(account())).isEmpty();
    }

    @Test
    default void pagesAreFoundFromEitherSide() {
        Jid account = account();
        fill(tables(), account, 0, 9);

        assertThat(uids(account, query(Filter.NONE, new Position.After("u2")), 3))
                .isEqualTo(expected(3, 6));
        assertThat(uids(account, query(Filter.NONE, new Position.Before("u2")), 3))
                .isEqualTo(expected(0, 2));
        assertThat(uids(account, query(Filter.NONE, new Position.Last()), 3)).isEqualTo(expected(6, 9));
        assertThat(uids(account, query(Filter.NONE, new Position.At(7)), 3)).isEqualTo(expected(7, 9));
    }

    @Test
    default void filtersLimit() {
        Jid account = account();
        ArchiveTables tables = tables();
        append(tables, account, entry("a", JULIET.withResource("phone"), "good night"), NOON);
        append(tables, account, entry("b", JULIET, "good day"), NOON);
        append(tables, account, entry("c", Jid.of("nurse", "example.org"), "good night"), NOON);

        Filter bare = new Filter(Optional.of(JULIET), Optional.empty());
        assertThat(uids(account, query(bare, new Position.First()), 9)).containsExactly("a", "b");
        Filter full = new Filter(Optional.of(JULIET.withResource("phone")), Optional.empty());
        assertThat(uids(account, query(full, new Position.First()), 9)).containsExactly("a");
        assertThat(uids(account, query(words("good", "night"), new Position.Last()), 9))
                .containsExactly("a", "c");
        Filter both = new Filter(Optional.of(JULIET), Optional.of(List.of("night", "good")));
        assertThat(uids(account, query(both, new Position.First()), 9)).containsExactly("a");
        assertThat(uids(account, query(both, new Position.Before("c")), 9)).containsExactly("a");
        assertThat(new ArchiveReader(database())
                        .page(account, query(words("good"), new Position.First()), 0)
                        .summary()
                        .count())
                .hasValue(3);
    }

    @Test
    default void oldestAreRemovedWhenThereAreTooMany() {
        Jid account = account();
        ArchiveTables tables = new ArchiveTables(database(), limits(3, Duration.ZERO));
        fill(tables, account, 0, 8);

        assertThat(all(account)).isEqualTo(expected(5, 8));
        assertThat(uids(account, query(words("all"), new Position.First()), 9)).isEqualTo(expected(5, 8));
        assertThat(uids(account, query(words("word4"), new Position.First()), 9))
                .isEmpty();
        assertThat(wordsOf(account)).isEqualTo(3);
    }

    /** How many texts there are to search in an archive. */
    private long wordsOf(Jid account) {
        return database()
                .read(sql -> sql.first(
                                "SELECT COUNT(*) AS rows_there FROM archive_texts w JOIN archive_accounts a"
                                        + " ON a.number = w.archive WHERE a.account = ?",
                                row -> row.number("rows_there"),
                                account)
                        .orElseThrow());
    }

    @Test
    default void lowerLimitIsReachedStepByStep() {
        Jid account = account();
        fill(tables(), account, 0, 250);
        ArchiveTables tables = new ArchiveTables(database(), limits(10, Duration.ZERO));

        fill(tables, account, 250, 251);
        assertThat(all(account)).hasSize(151);
        fill(tables, account, 251, 253);
        assertThat(all(account)).isEqualTo(expected(243, 253));
    }

    @Test
    default void oldAreRemovedWithTheNextMessageOrBySweeping() {
        Jid busy = account();
        Jid idle = account();
        ArchiveTables tables = new ArchiveTables(database(), limits(0, Duration.ofSeconds(10)));
        fill(tables, busy, 0, 5);
        fill(tables, idle, 0, 5);

        append(tables, busy, entry("u12", JULIET, "late"), NOON.plusSeconds(13));
        assertThat(all(busy)).containsExactly("u3", "u4", "u12");
        assertThat(all(idle)).isEqualTo(expected(0, 5));
        tables.sweep(NOON.plusSeconds(13));
        assertThat(all(idle)).isEqualTo(expected(3, 5));
        tables.sweep(NOON.plusSeconds(100));
        assertThat(all(busy)).isEmpty();
        assertThat(new ArchiveReader(database()).ends(idle)).isEmpty();
        append(tables, idle, entry("new", JULIET, "back"), NOON.plusSeconds(200));
        assertThat(all(idle)).containsExactly("new");
        tables.sweep(NOON.plusSeconds(205));
        assertThat(all(idle)).containsExactly("new");
    }

    @Test
    default void archiveIsCleared() {
        Jid account = account();
        Jid other = account();
        fill(tables(), account, 0, 250);
        fill(tables(), other, 0, 2);

        tables().clear(account);
        tables().clear(account());

        assertThat(all(account)).isEmpty();
        assertThat(wordsOf(account)).isZero();
        assertThat(all(other)).hasSize(2);
        fill(tables(), account, 0, 1);
        assertThat(all(account)).hasSize(1);
    }

    @Test
    default void manyWritersOfOneArchiveLeaveNoGap() throws Exception {
        Jid one = account();
        Jid other = account();
        ArchiveTables tables = tables();
        List<Future<?>> writers = new ArrayList<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int writer = 0; writer < 4; writer++) {
                String name = "w" + writer + "-";
                writers.add(threads.submit(() -> {
                    for (int i = 0; i < 25; i++) {
                        String uid = name + i;
                        database().write(sql -> {
                            tables.append(sql, one, entry(uid, other, "hi there"), NOON);
                            tables.append(sql, other, entry(uid, one, "hi there"), NOON);
                            return true;
                        });
                    }
                }));
            }
        }
        for (Future<?> writer : writers) {
            writer.get();
        }

        assertThat(all(one)).hasSize(100).isEqualTo(all(other));
        for (int writer = 0; writer < 4; writer++) {
            String name = "w" + writer + "-";
            assertThat(all(one).stream().filter(uid -> uid.startsWith(name)))
                    .containsExactlyElementsOf(
                            IntStream.range(0, 25).mapToObj(i -> name + i).toList());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'; DROP TABLE archive_messages; --",
                "' OR '1'='1",
                "\" OR \"\"=\"",
                "u1') UNION SELECT 1,1,1 --",
                "%",
                "_",
                "\\",
                "u1; DELETE FROM archive_accounts",
                "$1",
                "?",
                ":archive",
                "*"
            })
    default void whatClientsWriteIsNeverSql(String nasty) {
        Jid account = account();
        fill(tables(), account, 0, 3);
        List<ArchiveQuery> byId = List.of(
                query(Filter.NONE, new Position.After(nasty)),
                query(Filter.NONE, new Position.Before(nasty)),
                named(Optional.of(nasty), Optional.empty(), List.of()),
                named(Optional.empty(), Optional.of(nasty), List.of()),
                named(Optional.empty(), Optional.empty(), List.of("u1", nasty)));
        for (ArchiveQuery query : byId) {
            assertThatThrownBy(() -> uids(account, query, 9))
                    .isInstanceOfSatisfying(
                            StanzaException.class,
                            refused -> assertThat(refused.error().condition()).isEqualTo(Condition.ITEM_NOT_FOUND));
        }
        Filter text = new Filter(Optional.empty(), Optional.of(Words.of(nasty, Filter.MOST_WORDS)));
        assertThat(uids(account, query(text, new Position.First()), 9)).isEmpty();
        Filter peer = new Filter(Optional.of(JULIET.withResource(nasty)), Optional.empty());
        assertThat(uids(account, query(peer, new Position.First()), 9)).isEmpty();

        Jid nastyPeer = JULIET.withResource(nasty);
        append(tables(), account, entry(nasty, nastyPeer, nasty), NOON.plusSeconds(9));
        assertThat(all(account)).containsExactly("u0", "u1", "u2", nasty);
        assertThat(uids(account, query(peer, new Position.First()), 9)).containsExactly(nasty);
        assertThat(uids(account, query(Filter.NONE, new Position.Before(nasty)), 9))
                .hasSize(3);
    }

    private static ArchiveQuery named(Optional<String> afterId, Optional<String> beforeId, List<String> ids) {
        return new ArchiveQuery(
                Optional.empty(),
                Filter.NONE,
                Optional.empty(),
                Optional.empty(),
                afterId,
                beforeId,
                ids,
                PageRequest.FIRST,
                false);
    }

    @Test
    default void preferencesAreWhatWasSet() {
        Jid account = account();
        StoredPreferences stored = new StoredPreferences(database(), Policy.NEVER);
        Preferences wanted = new Preferences(Policy.ROSTER, java.util.Set.of(JULIET), java.util.Set.of(account));
        assertThat(stored.of(account)).isEqualTo(Preferences.of(Policy.NEVER));

        stored.put(account, Preferences.of(Policy.ALWAYS));
        stored.put(account, wanted);

        assertThat(stored.of(account)).isEqualTo(wanted);
        assertThat(new StoredPreferences(database(), Policy.NEVER).of(account)).isEqualTo(wanted);
        stored.remove(account);
        assertThat(stored.of(account)).isEqualTo(Preferences.of(Policy.NEVER));
    }
}
