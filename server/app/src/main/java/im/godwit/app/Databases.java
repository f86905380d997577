package im.godwit.app;

import im.godwit.core.config.Configuration;
import im.godwit.core.config.DatabaseSettings;
import im.godwit.core.host.Persistence;
import im.godwit.core.store.PostgresDatabase;
import im.godwit.core.store.PostgresOptions;
import im.godwit.core.store.SqliteDatabase;
import im.godwit.core.store.SqliteOptions;
import im.godwit.store.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Opens the database that the configuration names. */
final class Databases {
    private Databases() {}

    static Persistence open(Configuration configuration) {
        DatabaseSettings settings = configuration.settings().database();
        try {
            return switch (settings.kind()) {
                case SQLITE -> SqliteDatabase.open(SqliteOptions.durable(file(configuration)));
                case POSTGRESQL ->
                    PostgresDatabase.open(new PostgresOptions(
                            settings.url().orElseThrow(),
                            settings.user(),
                            password(configuration, settings),
                            settings.connections()));
            };
        } catch (StoreException failed) {
            throw new FatalException(
                    failed.getMessage() + ": " + failed.getCause().getMessage());
        }
    }

    private static Path file(Configuration configuration) {
        return DataFolder.of(configuration).resolve("godwit.db");
    }

    private static Optional<String> password(Configuration configuration, DatabaseSettings settings) {
        return settings.passwordFile().map(configuration::resolve).map(file -> {
            try {
                return Files.readString(file).strip();
            } catch (IOException unreadable) {
                throw new FatalException(file + ": cannot be read; it must hold the database's password");
            }
        });
    }
}
