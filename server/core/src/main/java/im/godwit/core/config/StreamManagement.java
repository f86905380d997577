package im.godwit.core.config;

import java.time.Duration;

/**
 * Acknowledgements and resumption of clients' streams (XEP-0198).
 *
 * @param resumeTime how long a session waits for its client, where the client has no wish
 * @param maxResumeTime the longest that a client may wish
 * @param ackTimeout how long a request for an acknowledgement may stay unanswered
 * @param maxUnacknowledged stanzas that are kept for one session
 * @param maxUnacknowledgedBytes of those stanzas together
 */
public record StreamManagement(
        Duration resumeTime,
        Duration maxResumeTime,
        Duration ackTimeout,
        int maxUnacknowledged,
        Bytes maxUnacknowledgedBytes) {
    static final StreamManagement DEFAULTS = new StreamManagement(
            Duration.ofMinutes(5), Duration.ofMinutes(30), Duration.ofSeconds(60), 5000, Bytes.mib(2));

    public StreamManagement {
        Range.check("max-resume-time", maxResumeTime.toSeconds(), 1, 86_400);
        Range.check("resume-time", resumeTime.toSeconds(), 1, maxResumeTime.toSeconds());
        Range.check("ack-timeout", ackTimeout.toSeconds(), 10, 3600);
        Range.check("max-unacknowledged", maxUnacknowledged, 10, 1_000_000);
        Range.check(
                "max-unacknowledged-bytes",
                maxUnacknowledgedBytes.count(),
                Bytes.kib(64).count(),
                Bytes.mib(1024).count());
    }
}
