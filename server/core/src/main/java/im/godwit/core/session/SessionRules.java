package im.godwit.core.session;

import im.godwit.core.transport.Timers;
import java.time.Clock;
import java.util.function.Supplier;

/**
 * What all sessions of a server share.
 *
 * @param maxPerAccount how many sessions an account may have at once
 * @param options rules of stream management
 * @param timers for what must happen later
 * @param clock for when stanzas were sent
 * @param ids makes unguessable names of resources and of sessions that can be resumed (RFC 6120 §7.6)
 */
public record SessionRules(
        int maxPerAccount, ManagementOptions options, Timers timers, Clock clock, Supplier<String> ids) {}
