package im.godwit.core.session;

import java.time.Duration;

/**
 * Rules of stream management (XEP-0198).
 *
 * @param resumeTime how long a session waits for its client, where the client has no wish
 * @param maxResumeTime the longest time that a client may wish
 * @param ackTime how long a client may leave a request for an acknowledgement unanswered before it counts as gone
 * @param maxUnacknowledged stanzas that one session keeps until the client has them
 * @param maxUnacknowledgedBytes the size of those stanzas, about
 */
public record ManagementOptions(
        Duration resumeTime,
        Duration maxResumeTime,
        Duration ackTime,
        int maxUnacknowledged,
        int maxUnacknowledgedBytes) {
    /** 5 minutes, 30 minutes, 60 seconds, 5000 stanzas, 2 MiB. */
    public static final ManagementOptions DEFAULTS = new ManagementOptions(
            Duration.ofMinutes(5), Duration.ofMinutes(30), Duration.ofSeconds(60), 5000, 2 * 1024 * 1024);
}
