package im.godwit.plugins.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.godwit.archive.ArchiveId;
import im.godwit.archive.ArchiveLimits;
import im.godwit.archive.ArchiveQuery;
import im.godwit.archive.ArchiveReader;
import im.godwit.archive.ArchiveTables;
import im.godwit.archive.Entry;
import im.godwit.archive.Filter;
import im.godwit.archive.Kept;
import im.godwit.jid.Jid;
import im.godwit.paging.PageRequest;
import im.godwit.paging.Position;
import im.godwit.stanza.Condition;
import im.godwit.stanza.Message;
import im.godwit.stanza.StanzaException;
import im.godwit.store.Database;
import im.godwit.xml.Element;
import im.godwit.xml.Name;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
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

    ArchiveLimits NO_LIMITS = ArchiveLimits.of(0, Duration.ZERO);

    private ArchiveTables tables() {
        return new ArchiveTables(database(), AccountArchives.SHAPE);
    }

    private ArchiveReader<Kept> reader() {
        return new ArchiveReader<>(database(), AccountArchives.SHAPE);
    }

    private static Entry entry(String uid, Jid peer, String body, Instant at) {
        return AccountArchives.entry(
                uid,
                at,
                peer,
                Message.of(
                        Message.builder(Message.Type.CHAT).child("body", body).build()));
    }

    private void append(ArchiveLimits limits, Jid account, Entry entry) {
        database().write(sql -> {
            tables().append(sql, account.toString(), entry, limits);
            return true;
        });
    }

    private void fill(ArchiveLimits limits, Jid account, int from, int to) {
        for (int i = from; i < to; i++) {
            append(limits, account, entry("u" + i, JULIET, "word" + i + " all", NOON.plusSeconds(i)));
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
        return new Filter(List.of(), Optional.of(List.of(words)));
    }

    private static Filter with(Jid jid, Optional<List<String>> words) {
        return new Filter(AccountArchives.with(jid), words);
    }

    private List<String> uids(Jid account, ArchiveQuery query, int size) {
        return reader().page(account.toString(), query, size).entries().stream()
                .map(Kept::uid)
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
        fill(NO_LIMITS, account, 0, 5);

        assertThat(all(account)).isEqualTo(expected(0, 5));
        Kept last = reader().ends(account.toString()).orElseThrow().last();
        assertThat(last.stamp()).isEqualTo(NOON.plusSeconds(4));
        assertThat(last.stanza().child("body").orElseThrow().text()).isEqualTo("word4 all");
        assertThat(all(account())).isEmpty();
    }

    @Test
    default void pagesAreFoundFromEitherSide() {
        Jid account = account();
        fill(NO_LIMITS, account, 0, 9);

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
        append(NO_LIMITS, account, entry("a", JULIET.withResource("phone"), "good night", NOON));
        append(NO_LIMITS, account, entry("b", JULIET, "good day", NOON));
        append(NO_LIMITS, account, entry("c", Jid.of("nurse", "example.org"), "good night", NOON));

        Filter bare = with(JULIET, Optional.empty());
        assertThat(uids(account, query(bare, new Position.First()), 9)).containsExactly("a", "b");
        Filter full = with(JULIET.withResource("phone"), Optional.empty());
        assertThat(uids(account, query(full, new Position.First()), 9)).containsExactly("a");
        assertThat(uids(account, query(words("good", "night"), new Position.Last()), 9))
                .containsExactly("a", "c");
        Filter both = with(JULIET, Optional.of(List.of("night", "good")));
        assertThat(uids(account, query(both, new Position.First()), 9)).containsExactly("a");
        assertThat(uids(account, query(both, new Position.Before("c")), 9)).containsExactly("a");
        assertThat(reader().page(account.toString(), query(words("good"), new Position.First()), 0)
                        .summary()
                        .count())
                .hasValue(3);
    }

    @Test
    default void oldestAreRemovedWhenThereAreTooMany() {
        Jid account = account();
        fill(ArchiveLimits.of(3, Duration.ZERO), account, 0, 8);

        assertThat(all(account)).isEqualTo(expected(5, 8));
        assertThat(uids(account, query(words("all"), new Position.First()), 9)).isEqualTo(expected(5, 8));
        assertThat(uids(account, query(words("word4"), new Position.First()), 9))
                .isEmpty();
        assertThat(messagesOf(account)).isEqualTo(3);
    }

    /** How many messages lie in an archive. */
    private long messagesOf(Jid account) {
        List<String> blocks = database()
                .read(sql -> sql.query(
                        "SELECT m.messages FROM archive_owners o JOIN archive_messages m"
                                + " ON m.place BETWEEN o.number * 4294967296 AND o.number * 4294967296 + o.last_position"
                                + " WHERE o.owner = ?",
                        row -> row.text("messages"),
                        account));
        return blocks.stream()
                .mapToLong(block -> block.split("</message>", -1).length - 1)
                .sum();
    }

    @Test
    default void lowerLimitIsReachedStepByStep() {
        Jid account = account();
        fill(NO_LIMITS, account, 0, 250);
        assertThat(all(account)).hasSize(250);
        ArchiveLimits limits = ArchiveLimits.of(10, Duration.ZERO);

        fill(limits, account, 250, 251);
        assertThat(all(account)).hasSize(151);
        fill(limits, account, 251, 252);
        assertThat(all(account)).hasSize(52);
        fill(limits, account, 252, 253);
        assertThat(all(account)).isEqualTo(expected(243, 253));
    }

    @Test
    default void oldAreRemovedWithTheNextMessageOrBySweeping() {
        Jid busy = account();
        Jid idle = account();
        ArchiveLimits limits = ArchiveLimits.of(0, Duration.ofSeconds(10));
        fill(limits, busy, 0, 5);
        fill(limits, idle, 0, 5);

        append(limits, busy, entry("u12", JULIET, "late", NOON.plusSeconds(13)));
        assertThat(all(busy)).containsExactly("u3", "u4", "u12");
        assertThat(all(idle)).isEqualTo(expected(0, 5));
        tables().sweep(limits, NOON.plusSeconds(13));
        assertThat(all(idle)).isEqualTo(expected(3, 5));
        tables().sweep(limits, NOON.plusSeconds(100));
        assertThat(all(busy)).isEmpty();
        assertThat(reader().ends(idle.toString())).isEmpty();
        append(limits, idle, entry("new", JULIET, "back", NOON.plusSeconds(200)));
        assertThat(all(idle)).containsExactly("new");
        tables().sweep(limits, NOON.plusSeconds(205));
        assertThat(all(idle)).containsExactly("new");
    }

    @Test
    default void archiveIsCleared() {
        Jid account = account();
        Jid other = account();
        fill(NO_LIMITS, account, 0, 250);
        fill(NO_LIMITS, other, 0, 2);

        tables().clear(account.toString());
        tables().clear(account().toString());

        assertThat(all(account)).isEmpty();
        assertThat(messagesOf(account)).isZero();
        assertThat(all(other)).hasSize(2);
        fill(NO_LIMITS, account, 0, 1);
        assertThat(all(account)).hasSize(1);
    }

    @Test
    default void oneMessageIsReplacedWhereItStands() {
        Jid account = account();
        fill(NO_LIMITS, account, 0, 3);
        Element other = Element.of(Name.of("message"), "gone");
        Filter second = Filter.of(new Filter.Condition("uid", "u1"), new Filter.Condition("peer", JULIET));

        assertThat(replaced(account, second, original -> Optional.empty())).isFalse();
        assertThat(replaced(account(), second, original -> Optional.of(other))).isFalse();
        assertThat(replaced(account, second, original -> Optional.of(other))).isTrue();

        assertThat(all(account)).isEqualTo(expected(0, 3));
        Kept kept = reader().page(account.toString(), query(second, new Position.First()), 9)
                .entries()
                .getFirst();
        assertThat(kept).isEqualTo(new Kept("u1", NOON.plusSeconds(1), other));
        assertThat(uids(account, query(words("all"), new Position.First()), 9)).containsExactly("u0", "u2");
    }

    private boolean replaced(Jid account, Filter which, Function<Element, Optional<Element>> by) {
        return database().write(sql -> tables().replace(sql, account.toString(), which, by));
    }

    @Test
    default void anAbandonedArchiveIsNobodysAndGoes() {
        Jid account = account();
        fill(NO_LIMITS, account, 0, 150);
        database().write(sql -> {
            tables().abandon(sql, account.toString());
            return true;
        });

        assertThat(all(account)).isEmpty();
        fill(NO_LIMITS, account, 0, 2);
        tables().removeAbandoned();
        assertThat(all(account)).isEqualTo(expected(0, 2));
        List<String> left = database()
                .read(sql -> sql.query(
                        "SELECT owner FROM archive_owners WHERE owner LIKE ?", row -> row.text("owner"), "/%"));
        assertThat(left).isEmpty();
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
                            tables.append(sql, one.toString(), entry(uid, other, "hi there", NOON), NO_LIMITS);
                            tables.append(sql, other.toString(), entry(uid, one, "hi there", NOON), NO_LIMITS);
                            return true;
                        });
                    }
                }));
            }
        }
        for (Future<?> writer : writers) {
            writer.get();
        }

        for (Jid account : List.of(one, other)) {
            List<String> all = all(account);
            assertThat(all).hasSize(100);
            for (int writer = 0; writer < 4; writer++) {
                String name = "w" + writer + "-";
                assertThat(all.stream().filter(uid -> uid.startsWith(name)))
                        .containsExactlyElementsOf(
                                IntStream.range(0, 25).mapToObj(i -> name + i).toList());
            }
        }
    }

    @Test
    default void readersFindWhatWasCommittedBeforeTheyAsked() throws Exception {
        ArchiveTables tables = tables();
        ArchiveReader<Kept> reader = reader();
        List<Jid> accounts = List.of(account(), account(), account(), account());
        List<Future<?>> clients = new ArrayList<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Jid account : accounts) {
                clients.add(threads.submit(() -> {
                    for (int i = 0; i < 10; i++) {
                        Entry entry = entry("u" + i, JULIET, "hi", NOON.plusSeconds(i));
                        database().write(sql -> {
                            tables.append(sql, account.toString(), entry, NO_LIMITS);
                            return true;
                        });
                        assertThat(reader.ends(account.toString())
                                        .orElseThrow()
                                        .last()
                                        .uid())
                                .isEqualTo(entry.uid());
                    }
                }));
            }
        }
        for (Future<?> client : clients) {
            client.get();
        }
    }

    @Test
    default void timesNeverGoBackThoughTheClockDoes() {
        Jid account = account();
        append(NO_LIMITS, account, entry("a", JULIET, "one", NOON.plusSeconds(10)));
        append(NO_LIMITS, account, entry("b", JULIET, "two", NOON));
        assertThat(all(account)).containsExactly("a", "b");
        append(NO_LIMITS, account, entry("c", JULIET, "three", NOON.plusSeconds(5)));
        append(NO_LIMITS, account, entry("d", JULIET, "four", NOON.plusSeconds(20)));

        assertThat(reader().page(account.toString(), query(Filter.NONE, new Position.First()), 9).entries().stream()
                        .map(Kept::stamp))
                .containsExactly(
                        NOON.plusSeconds(10), NOON.plusSeconds(10), NOON.plusSeconds(10), NOON.plusSeconds(20));
        assertThat(uids(account, between(NOON.plusSeconds(10), NOON.plusSeconds(10)), 9))
                .containsExactly("a", "b", "c");
        assertThat(uids(account, between(NOON.plusSeconds(11), NOON.plusSeconds(30)), 9))
                .containsExactly("d");
        assertThat(uids(account, between(NOON, NOON.plusSeconds(9)), 9)).isEmpty();
        assertThat(uids(account, between(NOON.plusSeconds(21), NOON.plusSeconds(30)), 9))
                .isEmpty();
    }

    @Test
    default void idsLeadToTheirMessagesWhateverTheClockDid() {
        Jid account = account();
        List<String> uids = new ArrayList<>();
        for (int second : List.of(10, 10, 0, 5, 20)) {
            Instant time = NOON.plusSeconds(second);
            uids.add(ArchiveId.of(time, "x" + uids.size()));
            append(NO_LIMITS, account, entry(uids.getLast(), JULIET, "hi", time));
        }
        // neither of these tells its time
        uids.add(ArchiveId.of(NOON, "other"));
        append(NO_LIMITS, account, entry(uids.getLast(), JULIET, "hi", NOON.plusSeconds(30)));
        uids.add("former");
        append(NO_LIMITS, account, entry(uids.getLast(), JULIET, "hi", NOON.plusSeconds(30)));

        for (int i = 0; i < uids.size(); i++) {
            assertThat(uids(account, query(Filter.NONE, new Position.After(uids.get(i))), 9))
                    .isEqualTo(uids.subList(i + 1, uids.size()));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "-", "-1", "mmm7pm80-none", "1y2p0ij32e8e7-x", "1y2p0ij32e8e8-x", "zzzzzzzzzzzz-x", "+1-x"})
    default void idsOfNoMessageAreNotFound(String id) {
        Jid account = account();
        Instant time = NOON.plusSeconds(1);
        append(NO_LIMITS, account, entry(ArchiveId.of(time, "x"), JULIET, "hi", time));
        append(NO_LIMITS, account(), entry(id, JULIET, "hi", time));

        ArchiveQuery query = query(Filter.NONE, new Position.After(id));
        assertThatThrownBy(() -> uids(account, query, 9)).isInstanceOf(StanzaException.class);
    }

    private static ArchiveQuery between(Instant start, Instant end) {
        return new ArchiveQuery(
                Optional.empty(),
                Filter.NONE,
                Optional.of(start),
                Optional.of(end),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                PageRequest.FIRST,
                false);
    }

    @Test
    default void theLongestAddressHasItsPlace() {
        Jid account = account();
        // no two bytes alike, so that nothing makes it shorter in an index
        Jid longest = Jid.of(varied(1, 1023), varied(2, 60) + ("." + varied(3, 60)).repeat(3))
                .withResource(varied(4, 1023));
        append(NO_LIMITS, account, entry("a", longest, "far away", NOON));

        assertThat(uids(account, query(with(longest, Optional.empty()), new Position.First()), 9))
                .containsExactly("a");
    }

    private static String varied(int seed, int length) {
        StringBuilder text = new StringBuilder();
        for (long state = seed * 7919L + 1; text.length() < length; state = state * 6364136223846793005L + 1442695L) {
            text.append(Long.toString(state >>> 8, 36));
        }
        return text.substring(0, length);
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
                "u1; DELETE FROM archive_owners",
                "$1",
                "?",
                ":archive",
                "*"
            })
    default void whatClientsWriteIsNeverSql(String nasty) {
        Jid account = account();
        fill(NO_LIMITS, account, 0, 3);
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
        Filter text = new Filter(List.of(), Optional.of(Filter.wordsOf(nasty)));
        assertThat(uids(account, query(text, new Position.First()), 9)).isEmpty();
        Filter peer = with(JULIET.withResource(nasty), Optional.empty());
        assertThat(uids(account, query(peer, new Position.First()), 9)).isEmpty();

        Jid nastyPeer = JULIET.withResource(nasty);
        append(NO_LIMITS, account, entry(nasty, nastyPeer, nasty, NOON.plusSeconds(9)));
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

    /** More than two chunks of the index, and some; every 1000th message says something else. */
    private void fillLarge(Jid account) {
        database().write(sql -> {
            for (int i = 0; i < 5000; i++) {
                String body = (i % 1000 == 7 ? "Seldom" + i + " heard" : "often") + " among" + i;
                tables().append(sql, account.toString(), entry("u" + i, JULIET, body, NOON.plusSeconds(i)), NO_LIMITS);
            }
            return true;
        });
        tables().settle();
    }

    private void index() {
        while (tables().indexNext()) {
            // the next chunk
        }
    }

    @Test
    default void searchFindsTheSameBeforeAndAfterIndexing() {
        Jid account = account();
        fillLarge(account);
        List<ArchiveQuery> searches = List.of(
                query(words("seldom"), new Position.First()),
                query(words("seldom"), new Position.Last()),
                query(words("seldom", "heard"), new Position.After("u2000")),
                query(words("seldom4007"), new Position.First()),
                query(words("seldom3", "heard"), new Position.Before("u4000")),
                query(words("nowhere"), new Position.First()),
                query(words("often"), new Position.Last()),
                query(words("often", "seldom"), new Position.First()),
                query(words("among", "seldom"), new Position.Last()),
                query(words("among4"), new Position.First()),
                query(words("among4007"), new Position.Last()),
                query(with(JULIET, Optional.of(List.of("sel"))), new Position.Last()));
        List<List<String>> before =
                searches.stream().map(search -> uids(account, search, 3)).toList();
        assertThat(before.getFirst()).containsExactly("u7", "u1007", "u2007");
        assertThat(before.get(1)).containsExactly("u2007", "u3007", "u4007");

        index();

        assertThat(searches.stream().map(search -> uids(account, search, 3)).toList())
                .isEqualTo(before);
        assertThat(indexed(account)).isEqualTo(4096);
        assertThat(count(account, "seldom")).hasValue(5);
        assertThat(count(account, "often")).hasValue(4995);
    }

    private OptionalLong count(Jid account, String word) {
        return reader().page(account.toString(), query(words(word), new Position.First()), 0)
                .summary()
                .count();
    }

    private long indexed(Jid account) {
        return database()
                .read(sql -> sql.first(
                        "SELECT indexed_position FROM archive_owners WHERE owner = ?",
                        row -> row.number("indexed_position"),
                        account.toString()))
                .orElseThrow();
    }

    private long indexRows() {
        return database()
                .read(sql -> sql.first("SELECT COUNT(*) AS entries FROM archive_words", row -> row.number("entries")))
                .orElseThrow();
    }

    @Test
    default void whatIsTakenBackIsNotFoundThoughItIsIndexed() {
        Jid account = account();
        fillLarge(account);
        index();

        database()
                .write(sql -> tables().replace(
                                sql,
                                account.toString(),
                                words("seldom1007"),
                                original -> Optional.of(original.withChildren(List.of()))));

        assertThat(uids(account, query(words("seldom"), new Position.First()), 9))
                .containsExactly("u7", "u2007", "u3007", "u4007");
    }

    @Test
    default void indexGoesWithItsArchive() {
        index(); // what other tests left
        long others = indexRows();
        Jid account = account();
        fillLarge(account);
        index();
        assertThat(indexRows()).isGreaterThan(others);

        tables().clear(account.toString());

        assertThat(indexRows()).isEqualTo(others);
        fill(NO_LIMITS, account, 0, 3);
        assertThat(uids(account, query(words("word2"), new Position.First()), 9))
                .containsExactly("u2");
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
