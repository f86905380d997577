package im.godwit.plugins.pubsub.engine;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/** What the use cases share. */
record Parts(
        Nodes nodes,
        NodeStore store,
        Policy policy,
        Access access,
        Audience audience,
        Links links,
        Twinning twinning,
        Clock clock,
        Supplier<String> ids) {
    Instant now() {
        return clock.instant();
    }

    /** What is kept of what is taken away now. */
    NodeStore.Trace trace() {
        return new NodeStore.Trace(now(), policy.limits().itemsPerNode());
    }

    /** How it is remembered that items are taken away, where subscribers are told of it. */
    Optional<NodeStore.Trace> trace(boolean told) {
        return told ? Optional.of(trace()) : Optional.empty();
    }
}
