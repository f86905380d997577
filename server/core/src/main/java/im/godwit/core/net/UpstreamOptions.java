package im.godwit.core.net;

import im.godwit.core.xml.ParseLimits;
import java.time.Duration;

/**
 * How streams to an upstream server are made.
 *
 * @param mode how encryption begins; there is none without
 * @param trust which certificates are believed
 * @param proxyHeader whether each connection begins with the client's address, by version 2 of the PROXY protocol
 * @param connectTimeout how long one address may take to answer
 * @param handshakeTimeout how long it may take from the connection to its encryption
 * @param keepalive after how much silence of ours a space is sent (RFC 6120 §4.6.1)
 * @param limits of what the server may send at once
 * @param queueBytes how much may wait for a server that does not read; from half of it on, no more is to come
 * @param ioThreads how many threads read and write
 */
public record UpstreamOptions(
        ListenerOptions.Mode mode,
        UpstreamTrust trust,
        boolean proxyHeader,
        Duration connectTimeout,
        Duration handshakeTimeout,
        Duration keepalive,
        ParseLimits limits,
        int queueBytes,
        int ioThreads) {
    public UpstreamOptions {
        if (keepalive.toSeconds() < 1 || connectTimeout.toMillis() < 1 || handshakeTimeout.toMillis() < 1) {
            throw new IllegalArgumentException("a time that is too short");
        }
        if (queueBytes < 1 || ioThreads < 1) {
            throw new IllegalArgumentException("a bound below one");
        }
    }
}
