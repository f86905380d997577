package im.godwit.testkit;

import im.godwit.core.host.HostSetup;
import im.godwit.core.host.OptionSource;
import im.godwit.core.host.Server;
import im.godwit.core.store.SqliteDatabase;
import im.godwit.core.store.SqliteOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Gives a stage a database of its own, the same engine as a server's, in a folder that goes with it. */
final class StageStore {
    /** As few as RFC 7677 §4 allows: tests make many accounts. */
    private static final int ITERATIONS = 4096;

    private static final int MAX_SESSIONS = 5;

    private StageStore() {}

    static Stage open(List<HostSetup> hosts, OptionSource options) {
        try {
            Path folder = Files.createTempDirectory("godwit-stage");
            SqliteDatabase database = SqliteDatabase.open(
                    new SqliteOptions(folder.resolve("godwit.db"), 2, SqliteOptions.Durability.NONE));
            MutableClock clock = new MutableClock();
            Server server = new Server(hosts, database, options, ITERATIONS, MAX_SESSIONS, clock);
            return new Stage(server, clock, () -> close(database, folder));
        } catch (IOException noFolder) {
            throw new UncheckedIOException(noFolder);
        }
    }

    private static void close(SqliteDatabase database, Path folder) {
        database.close();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
            Files.delete(folder);
        } catch (IOException undeletable) {
            throw new UncheckedIOException(undeletable);
        }
    }
}
