package im.godwit.plugins.commands;

import im.godwit.stanza.Condition;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

/**
 * The executions that wait for their requesters, bounded in number and time. One that is worked on is taken out, so
 * that no two threads have it. Safe for many threads.
 */
final class Executions {
    /** Of how many ended executions the ids are remembered, to tell "expired" from "never heard of". */
    private static final int MAX_ENDED = 1024;

    private final CommandsOptions options;
    private final Clock clock;
    private final LinkedHashMap<String, Running> waiting = new LinkedHashMap<>(); // the longest waiting first
    private final LinkedHashSet<String> ended = new LinkedHashSet<>();

    Executions(CommandsOptions options, Clock clock) {
        this.options = options;
        this.clock = clock;
    }

    /**
     * Has a new execution wait.
     *
     * @throws im.godwit.stanza.StanzaException {@code resource-constraint} if too many of others wait already
     */
    synchronized void add(Running running) {
        expire();
        List<String> own = waiting.values().stream()
                .filter(other -> other.account().equals(running.account()))
                .map(Running::id)
                .toList();
        if (own.size() >= options.executionsPerAccount()) {
            end(own.getFirst());
        }
        if (waiting.size() >= options.maxExecutions()) {
            throw Condition.RESOURCE_CONSTRAINT
                    .error("too many commands wait for their next step")
                    .thrown();
        }
        waiting.put(running.id(), running);
    }

    /** Has an execution that was taken wait again. */
    synchronized void putBack(Running running) {
        waiting.put(running.id(), running.at(clock.instant()));
    }

    /** Takes an execution out; nothing if none of this id waits. */
    synchronized Optional<Running> take(String id) {
        expire();
        return Optional.ofNullable(waiting.remove(id));
    }

    /** Remembers that an execution is over. */
    synchronized void end(String id) {
        waiting.remove(id);
        ended.add(id);
        if (ended.size() > MAX_ENDED) {
            ended.removeFirst();
        }
    }

    /** Whether an execution of this id is over, as far as one remembers. */
    synchronized boolean hasEnded(String id) {
        return ended.contains(id);
    }

    private void expire() {
        while (!waiting.isEmpty()) {
            Running oldest = waiting.firstEntry().getValue();
            if (clock.instant().isBefore(oldest.since().plus(options.timeout()))) {
                return;
            }
            end(oldest.id());
        }
    }
}
