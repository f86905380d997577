package im.godwit.gateway;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * Options of BOSH.
 *
 * @param maxWait the longest that a request is held, whatever the client asks for
 * @param maxHold the most requests of one session that are held at a time
 * @param inactivity how long a session lives without a request
 * @param polling the shortest interval between requests that bring nothing
 * @param maxPause the longest pause that a client may ask for; zero where it may not
 * @param maxStreams the most streams in one session
 * @param maxSessions the most sessions at a time
 * @param bodySizeBeforeLogin the largest request before authentication, in bytes
 * @param bodySize the largest request after it, in bytes
 * @param outputSize the most that waits for a client that does not ask for it, in bytes; more ends the session
 * @param secureUri where clients are sent that come unencrypted; none where they may
 * @param seeOther where clients are sent when the gateway goes, encrypted too; none where they are not
 */
public record BoshOptions(
        Duration maxWait,
        int maxHold,
        Duration inactivity,
        Duration polling,
        Duration maxPause,
        int maxStreams,
        int maxSessions,
        int bodySizeBeforeLogin,
        int bodySize,
        int outputSize,
        Optional<URI> secureUri,
        Optional<URI> seeOther) {
    public BoshOptions {
        atLeast("maxWait", maxWait.toSeconds(), 1);
        atLeast("maxHold", maxHold, 1);
        atLeast("inactivity", inactivity.toSeconds(), 1);
        atLeast("polling", polling.toSeconds(), 0);
        atLeast("maxPause", maxPause.toSeconds(), 0);
        atLeast("maxStreams", maxStreams, 1);
        atLeast("maxSessions", maxSessions, 1);
        atLeast("bodySizeBeforeLogin", bodySizeBeforeLogin, 1024);
        atLeast("bodySize", bodySize, bodySizeBeforeLogin);
        atLeast("outputSize", outputSize, 1024);
        encrypted("secureUri", secureUri);
        encrypted("seeOther", seeOther);
    }

    /** The options where the configuration is silent. */
    public static BoshOptions defaults() {
        return new BoshOptions(
                Duration.ofSeconds(60),
                2,
                Duration.ofSeconds(60),
                Duration.ofSeconds(2),
                Duration.ofSeconds(120),
                4,
                20_000,
                64 * 1024,
                512 * 1024,
                1024 * 1024,
                Optional.empty(),
                Optional.empty());
    }

    /** The same for a gateway whose clients find another one when it goes. */
    public BoshOptions withSeeOther(URI other) {
        return new BoshOptions(
                maxWait,
                maxHold,
                inactivity,
                polling,
                maxPause,
                maxStreams,
                maxSessions,
                bodySizeBeforeLogin,
                bodySize,
                outputSize,
                secureUri,
                Optional.of(other));
    }

    /** How long nothing may be heard on a connection while a request is held: longer than any is. */
    Duration silence() {
        Duration held = maxWait.plusSeconds(30);
        return held.compareTo(Listeners.KEEP_ALIVE) > 0 ? held : Listeners.KEEP_ALIVE;
    }

    private static void encrypted(String option, Optional<URI> uri) {
        if (uri.filter(it -> !"https".equalsIgnoreCase(it.getScheme())).isPresent()) {
            throw new IllegalArgumentException(option + " must begin with https, not be " + uri.get());
        }
    }

    private static void atLeast(String option, long value, long least) {
        if (value < least) {
            throw new IllegalArgumentException(option + " is " + value + ", but must be at least " + least);
        }
    }
}
