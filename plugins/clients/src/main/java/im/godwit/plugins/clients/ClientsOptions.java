package im.godwit.plugins.clients;

import java.time.Duration;

/**
 * What is kept about clients (XEP-0494 §6).
 *
 * @param memory how long a client is remembered after its last login; 0 remembers none
 * @param perAccount how many of one account are, those seen last
 */
record ClientsOptions(Duration memory, int perAccount) {
    static final ClientsOptions DEFAULTS = new ClientsOptions(Duration.ofDays(90), 100);

    ClientsOptions {
        if (memory.isNegative()) {
            throw new IllegalArgumentException("memory is " + memory + ", but must not be negative");
        }
        if (perAccount < 1 || perAccount > 1000) {
            throw new IllegalArgumentException("per-account is " + perAccount + ", but must be from 1 to 1000");
        }
    }
}
