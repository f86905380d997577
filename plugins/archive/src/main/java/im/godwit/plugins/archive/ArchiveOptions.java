package im.godwit.plugins.archive;

import im.godwit.archive.ArchiveLimits;
import java.time.Duration;

/**
 * Options of the plugin.
 *
 * @param defaultPolicy whose messages are kept of accounts that say nothing about it
 * @param maxMessages that one archive keeps, the newest; 0 is no limit
 * @param maxAge how long messages are kept; zero is for ever
 * @param pageSize messages in an answer to a query that does not say how many it wants
 * @param maxPageSize the most messages in an answer
 */
public record ArchiveOptions(Policy defaultPolicy, int maxMessages, Duration maxAge, int pageSize, int maxPageSize) {
    static final ArchiveOptions DEFAULTS = new ArchiveOptions(Policy.ALWAYS, 100_000, Duration.ZERO, 50, 250);

    public ArchiveOptions {
        if (pageSize < 1 || maxPageSize < pageSize) {
            throw new IllegalArgumentException("page-size must be at least 1, and at most max-page-size");
        }
    }

    ArchiveLimits limits() {
        return ArchiveLimits.of(maxMessages, maxAge);
    }
}
