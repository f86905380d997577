package im.godwit.core.config;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Where data lasts.
 *
 * @param url of PostgreSQL; not used by SQLite, whose file lies in the data folder
 */
public record DatabaseSettings(
        Kind kind, Optional<String> url, Optional<String> user, Optional<Path> passwordFile, int connections) {
    static final DatabaseSettings DEFAULTS =
            new DatabaseSettings(Kind.SQLITE, Optional.empty(), Optional.empty(), Optional.empty(), 8);

    /** The two engines. */
    public enum Kind {
        SQLITE,
        POSTGRESQL
    }

    public DatabaseSettings {
        Range.check("connections", connections, 1, 1000);
        if (kind == Kind.POSTGRESQL && url.isEmpty()) {
            throw new IllegalArgumentException("url must be set for postgresql, such as jdbc:postgresql://db/godwit");
        }
    }
}
