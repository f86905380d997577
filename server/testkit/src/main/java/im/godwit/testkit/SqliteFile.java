package im.godwit.testkit;

import im.godwit.core.store.SqliteDatabase;
import im.godwit.core.store.SqliteOptions;
import im.godwit.store.Database;
import im.godwit.store.Migrations;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A new SQLite file for each test of a class, with tables in it; register it as an extension. */
public final class SqliteFile implements BeforeEachCallback, AfterEachCallback {
    private final Migrations tables;
    private Path folder;
    private SqliteDatabase database;

    /** Makes a file that will have these tables. */
    public SqliteFile(Migrations tables) {
        this.tables = tables;
    }

    @Override
    public void beforeEach(ExtensionContext context) throws IOException {
        folder = Files.createTempDirectory("sqlite-");
        database = SqliteDatabase.open(new SqliteOptions(folder.resolve("test.db"), 2, SqliteOptions.Durability.NONE));
        database.migrate(tables);
    }

    @Override
    public void afterEach(ExtensionContext context) throws IOException {
        database.close();
        List<Path> left;
        try (Stream<Path> all = Files.walk(folder)) {
            left = all.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : left) {
            Files.delete(path);
        }
    }

    /** The database. */
    public Database database() {
        return database;
    }
}
