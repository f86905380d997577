package im.godwit.plugins.caps;

import im.godwit.store.Database;
import im.godwit.store.Migrations;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The features behind verified hashes: the last used ones in memory, more in the database. Threads may share it. */
final class KnownFeatures {
    static final Migrations MIGRATIONS = Migrations.of("caps", KnownFeatures.class, "001-create.sql");

    /** Cannot stand in XML, so in no feature. */
    private static final String DELIMITER = "\u001f";

    private final Database database;
    private final Clock clock;
    private final CapsOptions options;
    private final Map<CapsHash, Set<String>> cached = new LinkedHashMap<>(64, 0.75f, true);

    KnownFeatures(Database database, Clock clock, CapsOptions options) {
        this.database = database;
        this.clock = clock;
        this.options = options;
    }

    /** What is in memory. */
    synchronized Optional<Set<String>> cached(CapsHash hash) {
        return Optional.ofNullable(cached.get(hash));
    }

    /** What is in the database; from now on in memory too. */
    Optional<Set<String>> stored(CapsHash hash) {
        Optional<Set<String>> found = database.read(sql -> sql.first(
                        "SELECT features FROM caps_features WHERE hash = ?", row -> row.text("features"), hash.key()))
                .map(KnownFeatures::read);
        found.ifPresent(features -> cache(hash, features));
        return found;
    }

    /** Keeps what was verified, in place of what was learned longest ago where there is too much. */
    void add(CapsHash hash, Set<String> features) {
        cache(hash, features);
        Instant now = clock.instant();
        database.write(sql -> {
            sql.update(
                    "INSERT INTO caps_features (hash, features, learned) VALUES (?, ?, ?)"
                            + " ON CONFLICT (hash) DO UPDATE SET learned = excluded.learned",
                    hash.key(),
                    String.join(DELIMITER, features),
                    now);
            return sql.update(
                    "DELETE FROM caps_features WHERE hash IN"
                            + " (SELECT hash FROM caps_features ORDER BY learned DESC, hash LIMIT 100 OFFSET ?)",
                    options.stored());
        });
    }

    private synchronized void cache(CapsHash hash, Set<String> features) {
        cached.put(hash, features);
        if (cached.size() > options.cached()) {
            cached.remove(cached.keySet().iterator().next());
        }
    }

    private static Set<String> read(String text) {
        return text.isEmpty() ? Set.of() : Set.copyOf(new HashSet<>(Arrays.asList(text.split(DELIMITER))));
    }
}
