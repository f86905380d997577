package im.godwit.core.net;

import im.godwit.core.xml.ParseLimits;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;

/**
 * How a listener treats its connections.
 *
 * @param address where it listens; port 0 lets the system choose
 * @param mode how encryption begins
 * @param certificates what TLS shows; without any, STARTTLS is not possible
 * @param unauthenticated limits of what a peer may send before it has proved who it is
 * @param authenticated limits afterwards
 * @param handshakeTimeout how long a TLS handshake may take in all
 * @param keepalive after how much silence of the peer a space is sent (RFC 6120 §4.6.1)
 * @param idleTimeout after how much silence of the peer the stream ends with {@code connection-timeout}
 * @param queueBytes how much may wait for a peer that does not read, before its connection is closed
 * @param backlog how many connections the system may hold for us
 * @param perAddress how many connections one IPv4 address or IPv6 /64 network may have
 * @param unauthenticatedPerAddress how many of them may be unauthenticated
 * @param ioThreads how many threads read and write
 */
public record ListenerOptions(
        InetSocketAddress address,
        Mode mode,
        Optional<Certificates> certificates,
        ParseLimits unauthenticated,
        ParseLimits authenticated,
        Duration handshakeTimeout,
        Duration keepalive,
        Duration idleTimeout,
        int queueBytes,
        int backlog,
        int perAddress,
        int unauthenticatedPerAddress,
        int ioThreads) {
    /** How encryption begins. */
    public enum Mode {
        /** In the clear, until the client asks for TLS (RFC 6120 §5). */
        STARTTLS,
        /** With TLS at once (XEP-0368). */
        DIRECT_TLS
    }

    public ListenerOptions {
        if (mode == Mode.DIRECT_TLS && certificates.isEmpty()) {
            throw new IllegalArgumentException("direct TLS needs a certificate");
        }
        if (keepalive.toSeconds() < 1 || idleTimeout.compareTo(keepalive) < 0) {
            throw new IllegalArgumentException("keepalive is at least a second and not longer than the idle timeout");
        }
        if (queueBytes < 1 || backlog < 1 || perAddress < 1 || unauthenticatedPerAddress < 1 || ioThreads < 1) {
            throw new IllegalArgumentException("a bound below one");
        }
    }

    /** The defaults for a port. */
    public static ListenerOptions at(InetSocketAddress address, Mode mode, Optional<Certificates> certificates) {
        return new ListenerOptions(
                address,
                mode,
                certificates,
                ParseLimits.UNAUTHENTICATED,
                ParseLimits.AUTHENTICATED,
                Duration.ofSeconds(30),
                Duration.ofSeconds(60),
                Duration.ofMinutes(15),
                1024 * 1024,
                1024,
                1000,
                100,
                Math.clamp(Runtime.getRuntime().availableProcessors(), 1, 8));
    }

    /** The same with other bounds on the connections of one address. */
    public ListenerOptions withConnections(int all, int withoutAuthentication) {
        return new ListenerOptions(
                address,
                mode,
                certificates,
                unauthenticated,
                authenticated,
                handshakeTimeout,
                keepalive,
                idleTimeout,
                queueBytes,
                backlog,
                all,
                withoutAuthentication,
                ioThreads);
    }

    /** The same with other times. */
    public ListenerOptions withTimes(Duration handshake, Duration keepaliveAfter, Duration timeoutAfter) {
        return new ListenerOptions(
                address,
                mode,
                certificates,
                unauthenticated,
                authenticated,
                handshake,
                keepaliveAfter,
                timeoutAfter,
                queueBytes,
                backlog,
                perAddress,
                unauthenticatedPerAddress,
                ioThreads);
    }

    /** The same with another bound on what waits for a peer. */
    public ListenerOptions withQueueBytes(int bytes) {
        return new ListenerOptions(
                address,
                mode,
                certificates,
                unauthenticated,
                authenticated,
                handshakeTimeout,
                keepalive,
                idleTimeout,
                bytes,
                backlog,
                perAddress,
                unauthenticatedPerAddress,
                ioThreads);
    }

    /** The same with other limits on XML. */
    public ListenerOptions withLimits(ParseLimits before, ParseLimits after) {
        return new ListenerOptions(
                address,
                mode,
                certificates,
                before,
                after,
                handshakeTimeout,
                keepalive,
                idleTimeout,
                queueBytes,
                backlog,
                perAddress,
                unauthenticatedPerAddress,
                ioThreads);
    }
}
