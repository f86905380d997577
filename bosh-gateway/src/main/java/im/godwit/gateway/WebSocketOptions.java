package im.godwit.gateway;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * Options of XMPP over WebSocket.
 *
 * @param maxConnections the most connections at a time
 * @param messageSizeBeforeLogin the largest message of a client that has not authenticated, in bytes
 * @param messageSize the largest message after it, in bytes
 * @param outputSize the most that waits for a client that does not read it, in bytes; more ends the connection
 * @param keepalive after how much silence of the client it gets a ping
 * @param idleTimeout after how much silence of the client its stream ends
 * @param seeOther where clients are sent when the gateway goes: a WebSocket or BOSH, encrypted; none where they are not
 */
public record WebSocketOptions(
        int maxConnections,
        int messageSizeBeforeLogin,
        int messageSize,
        int outputSize,
        Duration keepalive,
        Duration idleTimeout,
        Optional<URI> seeOther) {
    private static final Set<String> ENCRYPTED = Set.of("wss", "https");

    public WebSocketOptions {
        if (maxConnections < 1 || messageSizeBeforeLogin < 1 || outputSize < 1) {
            throw new IllegalArgumentException("a bound below one");
        }
        if (messageSize < messageSizeBeforeLogin) {
            throw new IllegalArgumentException("messages are not smaller after authentication than before");
        }
        if (keepalive.toSeconds() < 1 || idleTimeout.compareTo(keepalive) < 0) {
            throw new IllegalArgumentException("keepalive is at least a second and not longer than the idle timeout");
        }
        // RFC 7395 §3.6.1: clients must not follow to where they are less secure, and may be on wss now
        if (seeOther.filter(uri -> !ENCRYPTED.contains(uri.getScheme())).isPresent()) {
            throw new IllegalArgumentException("seeOther must begin with wss or https, not be " + seeOther.get());
        }
    }

    /** The options where the configuration is silent. */
    public static WebSocketOptions defaults() {
        return new WebSocketOptions(
                20_000,
                64 * 1024,
                256 * 1024,
                1024 * 1024,
                Duration.ofSeconds(45),
                Duration.ofSeconds(90),
                Optional.empty());
    }

    /** The same with other bounds on messages and on what waits. */
    public WebSocketOptions withSizes(int beforeLogin, int afterLogin, int output) {
        return new WebSocketOptions(maxConnections, beforeLogin, afterLogin, output, keepalive, idleTimeout, seeOther);
    }

    /** The same with another number of connections. */
    public WebSocketOptions withMaxConnections(int connections) {
        return new WebSocketOptions(
                connections, messageSizeBeforeLogin, messageSize, outputSize, keepalive, idleTimeout, seeOther);
    }

    /** The same for a gateway whose clients find another one when it goes. */
    public WebSocketOptions withSeeOther(URI other) {
        return new WebSocketOptions(
                maxConnections,
                messageSizeBeforeLogin,
                messageSize,
                outputSize,
                keepalive,
                idleTimeout,
                Optional.of(other));
    }
}
