package im.godwit.core.store;

import java.nio.file.Path;

/**
 * How to open a SQLite database.
 *
 * @param file where it lies; made if missing
 * @param readers how many connections read at once
 * @param durability whether a commit waits for the disk
 */
public record SqliteOptions(Path file, int readers, Durability durability) {
    /** What survives a power cut. */
    public enum Durability {
        /** All that was committed. */
        FULL,
        /** Nothing in particular: for tests whose database is thrown away. */
        NONE
    }

    /** A server's database: durable, four readers. */
    public static SqliteOptions durable(Path file) {
        return new SqliteOptions(file, 4, Durability.FULL);
    }
}
