package im.godwit.testkit;

import im.godwit.core.auth.FastTokens;
import im.godwit.core.host.HostSetup;
import im.godwit.core.host.Ids;
import im.godwit.core.host.OptionSource;
import im.godwit.core.host.Persistence;
import im.godwit.core.host.Server;
import im.godwit.core.session.ManagementOptions;
import im.godwit.core.session.SessionRules;
import im.godwit.core.store.SqliteDatabase;
import im.godwit.core.store.SqliteOptions;
import im.godwit.http.HttpAddress;
import im.godwit.jid.Jid;
import im.godwit.service.Folders;
import im.godwit.store.Codec;
import im.godwit.store.Database;
import im.godwit.store.Migrations;
import im.godwit.store.Store;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Gives a stage a database of its own, the same engine as a server's, in a folder that goes with it. */
final class StageStore {
    /** Far fewer than a server takes (RFC 7677 §4): tests make accounts by the thousand, and guard no secrets. */
    private static final int ITERATIONS = 16;

    private static final int MAX_SESSIONS = 5;

    private StageStore() {}

    static Stage open(
            List<HostSetup> hosts,
            Map<Jid, String> components,
            OptionSource options,
            ManagementOptions management,
            FastTokens.Options fast,
            UnaryOperator<Database> wrapper) {
        try {
            Path folder = Files.createTempDirectory("godwit-stage");
            SqliteDatabase database = SqliteDatabase.open(
                    new SqliteOptions(folder.resolve("godwit.db"), 2, SqliteOptions.Durability.NONE));
            MutableClock clock = new MutableClock();
            SessionRules rules = new SessionRules(MAX_SESSIONS, management, clock, clock, Ids::next);
            Persistence persistence = new WrappedPersistence(database, wrapper.apply(database));
            Server server = new Server(hosts, components, persistence, options, ITERATIONS, fast, rules);
            Path files = Files.createDirectory(folder.resolve("files"));
            server.provide(Folders.class, name -> within(files, name));
            server.provide(HttpAddress.class, path -> URI.create("https://" + Stage.DOMAIN + path));
            return new Stage(server, clock, () -> close(database, folder));
        } catch (IOException noFolder) {
            throw new UncheckedIOException(noFolder);
        }
    }

    private static Path within(Path files, String name) {
        try {
            return Files.createDirectories(files.resolve(name));
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    private static void close(SqliteDatabase database, Path folder) {
        database.close();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException undeletable) {
            throw new UncheckedIOException(undeletable);
        }
    }

    /**
     * A database behind what a test put in front of it.
     *
     * @param behind the real one
     * @param database what plugins use
     */
    private record WrappedPersistence(Persistence behind, Database database) implements Persistence {
        @Override
        public void migrate(Migrations migrations) {
            behind.migrate(migrations);
        }

        @Override
        public <V> Store<V> store(String name, Codec<V> codec) {
            return behind.store(name, codec);
        }

        @Override
        public void forget(Jid account) {
            behind.forget(account);
        }

        @Override
        public void close() {
            behind.close();
        }
    }
}
