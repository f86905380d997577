package im.godwit.core.stream;

import java.time.Duration;

/**
 * Rules of client streams.
 *
 * @param encryptionRequired whether SASL needs TLS first, where the transport can start it
 * @param loginTimeout from connection to bound resource, for all of it together
 * @param maxFailures failed authentications before the stream is closed (RFC 6120 §6.4.5: 2 to 5)
 */
public record StreamOptions(boolean encryptionRequired, Duration loginTimeout, int maxFailures) {
    /** Encryption required, 30 seconds, 5 failures. */
    public static final StreamOptions DEFAULTS = new StreamOptions(true, Duration.ofSeconds(30), 5);
}
