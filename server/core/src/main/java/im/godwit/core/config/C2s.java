package im.godwit.core.config;

import java.time.Duration;

/**
 * Connections of XMPP clients.
 *
 * @param port for STARTTLS; 0 is off
 * @param directTlsPort for TLS at once (XEP-0368); 0 is off
 */
public record C2s(
        String address,
        int port,
        int directTlsPort,
        boolean encryptionRequired,
        Duration loginTimeout,
        Duration keepalive,
        Duration idleTimeout,
        Bytes maxStanza,
        Bytes maxStanzaUnauthenticated,
        Bytes maxQueue,
        int connectionsPerAddress,
        int unauthenticatedPerAddress,
        int sessionsPerAccount) {
    static final C2s DEFAULTS = new C2s(
            "127.0.0.1",
            5222,
            5223,
            true,
            Duration.ofSeconds(30),
            Duration.ofSeconds(60),
            Duration.ofMinutes(15),
            Bytes.kib(256),
            Bytes.kib(64),
            Bytes.mib(1),
            1000,
            100,
            20);

    public C2s {
        Range.check("port", port, 0, 65_535);
        Range.check("direct-tls-port", directTlsPort, 0, 65_535);
        Range.check("login-timeout", loginTimeout.toSeconds(), 1, 3600);
        Range.check("keepalive", keepalive.toSeconds(), 1, 86_400);
        Range.check("idle-timeout", idleTimeout.toSeconds(), keepalive.toSeconds(), 604_800);
        // RFC 6120 §13.12: at least 10000 bytes must pass
        Range.check("max-stanza", maxStanza.count(), 10_000, Bytes.mib(64).count());
        Range.check("max-stanza-unauthenticated", maxStanzaUnauthenticated.count(), 10_000, maxStanza.count());
        Range.check(
                "max-queue",
                maxQueue.count(),
                maxStanza.count(),
                Bytes.mib(1024).count());
        Range.check("connections-per-address", connectionsPerAddress, 1, Integer.MAX_VALUE);
        Range.check("unauthenticated-per-address", unauthenticatedPerAddress, 1, connectionsPerAddress);
        Range.check("sessions-per-account", sessionsPerAccount, 1, 10_000);
    }
}
