package im.godwit.plugins.pubsub.engine;

import java.time.Clock;
import java.util.function.Supplier;

/** What the use cases share. */
record Parts(Nodes nodes, NodeStore store, Policy policy, Clock clock, Supplier<String> ids) {}
