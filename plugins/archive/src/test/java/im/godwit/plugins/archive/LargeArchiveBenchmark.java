package im.godwit.plugins.archive;

import static org.assertj.core.api.Assertions.assertThat;

import im.godwit.archive.ArchiveId;
import im.godwit.archive.ArchiveLimits;
import im.godwit.archive.ArchivePage;
import im.godwit.archive.ArchiveQuery;
import im.godwit.archive.ArchiveReader;
import im.godwit.archive.ArchiveTables;
import im.godwit.archive.Entry;
import im.godwit.archive.Filter;
import im.godwit.archive.Kept;
import im.godwit.core.store.SqliteDatabase;
import im.godwit.core.store.SqliteOptions;
import im.godwit.jid.Jid;
import im.godwit.paging.PageRequest;
import im.godwit.paging.Position;
import im.godwit.stanza.Message;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * How long pages of one archive of millions of messages take: {@code ./godwit bench large-archive [MESSAGES]}, a JSON
 * line for each kind of page, in {@code results.jsonl} beside the archive. Not part of the tests. The archive stays in
 * the build folder, and the next run fills it up to its number.
 */
class LargeArchiveBenchmark {
    private static final int MESSAGES = Integer.getInteger("archive.messages", 10_000_000);
    private static final Path FOLDER = Path.of("target", "large-archive");
    private static final Path RESULTS = FOLDER.resolve("results.jsonl");
    private static final Instant BEGIN = Instant.parse("2020-01-01T00:00:00Z");
    private static final ArchiveLimits NO_LIMITS = ArchiveLimits.of(0, Duration.ZERO);
    private static final String OWNER = "juliet@example.org";
    private static final int BATCH = 4096;
    private static final int VOCABULARY = 20_000;
    private static final int PEERS = 50;
    private static final int PAGE = 50;
    private static final int RUNS = 40;

    /** The word of every so manyth message. */
    private static final int RARELY = 250_000;

    @Test
    @Timeout(value = 3, unit = TimeUnit.HOURS)
    void pagesOfALargeArchive() throws IOException {
        Files.createDirectories(FOLDER);
        Files.deleteIfExists(RESULTS);
        try (SqliteDatabase database = SqliteDatabase.open(SqliteOptions.durable(FOLDER.resolve("archive.db")))) {
            database.migrate(AccountArchives.MIGRATIONS);
            ArchiveReader<Kept> reader = new ArchiveReader<>(database, AccountArchives.SHAPE);
            fill(database, new ArchiveTables(database, AccountArchives.SHAPE), size(reader));
            assertThat(size(reader)).isGreaterThanOrEqualTo(MESSAGES);
            measureAll(reader);
        }
    }

    private static int size(ArchiveReader<Kept> reader) {
        ArchivePage<Kept> none = reader.page(OWNER, query(Filter.NONE, new Position.First()), 0);
        return Math.toIntExact(none.summary().count().orElseThrow());
    }

    private static void fill(SqliteDatabase database, ArchiveTables tables, int present) {
        long before = System.nanoTime();
        for (int first = present; first < MESSAGES; first += BATCH) {
            List<Entry> batch = IntStream.range(first, Math.min(MESSAGES, first + BATCH))
                    .mapToObj(LargeArchiveBenchmark::entry)
                    .toList();
            database.write(sql -> {
                batch.forEach(entry -> tables.append(sql, OWNER, entry, NO_LIMITS));
                return true;
            });
            tables.settle();
        }
        long filled = System.nanoTime();
        while (tables.indexNext()) {
            // the next chunk
        }
        tell("fill", "added", Math.max(0, MESSAGES - present), "seconds", seconds(filled - before));
        tell("index", "seconds", seconds(System.nanoTime() - filled));
    }

    private static double seconds(long nanos) {
        return Math.round(nanos / 1e8) / 10.0;
    }

    private static Entry entry(int i) {
        SplittableRandom random = new SplittableRandom(i);
        String body = IntStream.range(0, 4 + random.nextInt(12))
                .mapToObj(n -> "word" + (int) (Math.pow(random.nextDouble(), 4) * VOCABULARY))
                .collect(Collectors.joining(" "));
        Message message = Message.of(Message.builder(Message.Type.CHAT)
                .attribute("id", "m" + i)
                .attribute("to", OWNER)
                .child("body", i % RARELY == 0 ? body + " once" + i : body)
                .build());
        Jid peer = Jid.of("friend" + random.nextInt(PEERS), "example.org");
        return AccountArchives.entry(uid(i), time(i), peer, message);
    }

    private static Instant time(int i) {
        return BEGIN.plusSeconds(10L * i);
    }

    private static String uid(int i) {
        return ArchiveId.of(time(i), Long.toHexString(new SplittableRandom(i).nextLong()));
    }

    private static void measureAll(ArchiveReader<Kept> reader) {
        measure(reader, "by time", i -> since(time(i)));
        measure(reader, "by id, forwards", i -> query(Filter.NONE, new Position.After(uid(i))));
        measure(reader, "by id, backwards", i -> query(Filter.NONE, new Position.Before(uid(i))));
        measure(reader, "newest", i -> query(Filter.NONE, new Position.Last()));
        measure(reader, "with one of " + PEERS, i -> query(with(i), new Position.Before(uid(i))));
        measure(reader, "a word of a few messages", i -> query(text("once"), new Position.Last()));
        measure(reader, "a word of one message", i -> query(text("once" + i / RARELY * RARELY), new Position.Last()));
        measure(reader, "an uncommon word", i -> query(text("word" + (15_000 + i % 5000)), new Position.Last()));
        measure(reader, "a common word", i -> query(text("word0"), new Position.Last()));
        measure(reader, "a beginning of many words", i -> query(text("word1"), new Position.First()));
        measure(reader, "a word that is nowhere", i -> query(text("nowhere" + i), new Position.Last()));
        measure(reader, "two words", i -> query(text("word0 word" + (100 + i % 100)), new Position.Last()));
        measure(reader, "a word, with one of " + PEERS, i -> query(both(i), new Position.Last()));
    }

    private static Filter text(String text) {
        return new Filter(List.of(), Optional.of(Filter.wordsOf(text)));
    }

    private static Filter with(int i) {
        return new Filter(AccountArchives.with(Jid.of("friend" + i % PEERS, "example.org")), Optional.empty());
    }

    private static Filter both(int i) {
        return new Filter(with(i).conditions(), Optional.of(List.of("word" + (5000 + i % 5000))));
    }

    private static ArchiveQuery since(Instant start) {
        return query(Filter.NONE, Optional.of(start), new Position.First());
    }

    private static ArchiveQuery query(Filter filter, Position position) {
        return query(filter, Optional.empty(), position);
    }

    private static ArchiveQuery query(Filter filter, Optional<Instant> start, Position position) {
        return new ArchiveQuery(
                Optional.empty(),
                filter,
                start,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                new PageRequest(OptionalInt.empty(), position),
                false);
    }

    /** The same kind of page at places that are drawn anew; the first few only warm up. */
    private static void measure(ArchiveReader<Kept> reader, String kind, IntFunction<ArchiveQuery> at) {
        SplittableRandom random = new SplittableRandom(kind.hashCode());
        long[] micros = new long[RUNS];
        int found = 0;
        for (int run = -5; run < RUNS; run++) {
            ArchiveQuery query = at.apply(random.nextInt(MESSAGES));
            long before = System.nanoTime();
            found = reader.page(OWNER, query, PAGE).entries().size();
            micros[Math.max(0, run)] = (System.nanoTime() - before) / 1000;
        }
        Arrays.sort(micros);
        tell(
                kind,
                "messages",
                MESSAGES,
                "found",
                found,
                "p50_ms",
                millis(micros[RUNS / 2]),
                "max_ms",
                millis(micros[RUNS - 1]));
    }

    private static double millis(long micros) {
        return micros / 1000.0;
    }

    private static void tell(String page, Object... namesAndValues) {
        StringBuilder line =
                new StringBuilder("{\"label\":\"godwit\",\"mode\":\"large-archive\",\"page\":\"" + page + "\"");
        for (int i = 0; i < namesAndValues.length; i += 2) {
            line.append(",\"").append(namesAndValues[i]).append("\":").append(namesAndValues[i + 1]);
        }
        try {
            Files.writeString(RESULTS, line.append("}\n"), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
