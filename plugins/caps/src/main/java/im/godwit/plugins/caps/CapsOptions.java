package im.godwit.plugins.caps;

import java.time.Duration;

/**
 * Options of the plugin.
 *
 * @param timeout for the answer of a client that is asked
 * @param cached hashes whose features are held in memory
 * @param stored hashes whose features are kept in the database
 */
record CapsOptions(Duration timeout, int cached, int stored) {
    static final CapsOptions DEFAULTS = new CapsOptions(Duration.ofSeconds(30), 1000, 10_000);

    CapsOptions {
        if (!timeout.isPositive()) {
            throw new IllegalArgumentException("timeout must be longer than nothing");
        }
        if (cached < 1) {
            throw new IllegalArgumentException("cached must be at least 1");
        }
        if (stored < 1) {
            throw new IllegalArgumentException("stored must be at least 1");
        }
    }
}
