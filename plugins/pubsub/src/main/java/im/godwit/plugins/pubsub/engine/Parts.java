package im.godwit.plugins.pubsub.engine;

import java.time.Clock;
import java.time.Instant;
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
}
