package im.godwit.plugins.commands;

import java.time.Duration;

/**
 * Options of the plugin.
 *
 * @param timeout after so long without a word an execution is over
 * @param maxExecutions that wait for their requesters at once, of a domain
 * @param executionsPerAccount that wait for one account; a further one ends the oldest
 */
record CommandsOptions(Duration timeout, int maxExecutions, int executionsPerAccount) {
    static final CommandsOptions DEFAULTS = new CommandsOptions(Duration.ofMinutes(10), 1000, 10);

    CommandsOptions {
        if (!timeout.isPositive()) {
            throw new IllegalArgumentException("timeout must be longer than nothing");
        }
        if (maxExecutions < 1) {
            throw new IllegalArgumentException("max-executions must be at least 1");
        }
        if (executionsPerAccount < 1) {
            throw new IllegalArgumentException("executions-per-account must be at least 1");
        }
    }
}
