package im.godwit.core.config;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The HTTP listeners: BOSH, WebSocket, discovery of connection methods and the chat page.
 *
 * @param port without encryption; 0 is off
 * @param tlsPort with TLS; 0 is off
 */
public record Http(
        String address,
        int port,
        int tlsPort,
        Optional<String> publicUrl,
        List<String> origins,
        List<String> trustedProxies,
        ProxyHeader proxyHeader,
        Duration maxWait,
        int maxHold,
        Duration inactivity,
        Duration polling,
        Duration maxPause,
        int maxStreams,
        int maxSessions,
        Bytes maxBody,
        Bytes maxBodyUnauthenticated,
        Bytes maxQueue,
        Duration keepalive,
        Duration idleTimeout,
        Optional<String> secureBoshUrl,
        SeeOther seeOther) {
    static final Http DEFAULTS = new Http(
            "127.0.0.1",
            5280,
            5281,
            Optional.empty(),
            List.of("*"),
            List.of(),
            ProxyHeader.X_FORWARDED,
            Duration.ofSeconds(60),
            2,
            Duration.ofSeconds(60),
            Duration.ofSeconds(2),
            Duration.ofSeconds(120),
            4,
            20_000,
            Bytes.kib(512),
            Bytes.kib(64),
            Bytes.mib(1),
            Duration.ofSeconds(45),
            Duration.ofSeconds(90),
            Optional.empty(),
            SeeOther.DEFAULTS);

    /** In which header proxies tell for whom they forward a request. */
    public enum ProxyHeader {
        X_FORWARDED,
        FORWARDED
    }

    public Http {
        Range.check("port", port, 0, 65_535);
        Range.check("tls-port", tlsPort, 0, 65_535);
        Range.check("max-wait", maxWait.toSeconds(), 1, 3600);
        Range.check("max-hold", maxHold, 1, 10);
        Range.check("inactivity", inactivity.toSeconds(), 1, 86_400);
        Range.check("polling", polling.toSeconds(), 0, 3600);
        Range.check("max-pause", maxPause.toSeconds(), 0, 86_400);
        Range.check("max-streams", maxStreams, 1, 100);
        Range.check("max-sessions", maxSessions, 1, 10_000_000);
        Range.check(
                "max-body-unauthenticated",
                maxBodyUnauthenticated.count(),
                10_000,
                Bytes.mib(1024).count());
        Range.check(
                "max-body",
                maxBody.count(),
                maxBodyUnauthenticated.count(),
                Bytes.mib(1024).count());
        Range.check("max-queue", maxQueue.count(), 10_000, Bytes.mib(1024).count());
        Range.check("keepalive", keepalive.toSeconds(), 1, 86_400);
        Range.check("idle-timeout", idleTimeout.toSeconds(), keepalive.toSeconds(), 604_800);
        WebAddress.check("secure-bosh-url", secureBoshUrl, "https");
    }

    /** The same with another port for TLS. */
    Http withTlsPort(int other) {
        return new Http(
                address,
                port,
                other,
                publicUrl,
                origins,
                trustedProxies,
                proxyHeader,
                maxWait,
                maxHold,
                inactivity,
                polling,
                maxPause,
                maxStreams,
                maxSessions,
                maxBody,
                maxBodyUnauthenticated,
                maxQueue,
                keepalive,
                idleTimeout,
                secureBoshUrl,
                seeOther);
    }
}
