package im.godwit.core.config;

import im.godwit.core.upstream.ServerAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The server before which a gateway stands. Each component is a key of {@code conf/gateway.conf}, which explains it.
 *
 * @param routes which other servers a client of BOSH may name, each as it does
 * @param directTls whether TLS begins at once (XEP-0368), not by STARTTLS
 * @param trust certificates in PEM that are believed in place of Java's own
 * @param selfSigned whether any certificate is believed; on this machine only
 */
public record UpstreamSettings(
        String host,
        int port,
        List<String> routes,
        boolean directTls,
        Optional<Path> trust,
        boolean selfSigned,
        boolean proxyProtocol,
        Duration connectTimeout,
        Duration loginTimeout,
        Duration keepalive,
        Bytes maxStanza,
        Bytes maxQueue) {
    static final UpstreamSettings DEFAULTS = new UpstreamSettings(
            "localhost",
            5222,
            List.of(),
            false,
            Optional.empty(),
            false,
            false,
            Duration.ofSeconds(5),
            Duration.ofSeconds(30),
            Duration.ofSeconds(60),
            Bytes.mib(4),
            Bytes.mib(1));

    public UpstreamSettings {
        if (host.isBlank()) {
            throw new IllegalArgumentException("host must name the server before which the gateway stands");
        }
        Range.check("port", port, 1, 65_535);
        for (String route : routes) {
            if (ServerAddress.ofRoute(route).isEmpty()) {
                throw new IllegalArgumentException(
                        "routes has \"" + route + "\", which is not like \"xmpp:host:port\"");
            }
        }
        if (selfSigned && trust.isPresent()) {
            throw new IllegalArgumentException(
                    "self-signed believes any certificate: leave trust empty, or turn it off");
        }
        Range.check("connect-timeout", connectTimeout.toSeconds(), 1, 300);
        Range.check("login-timeout", loginTimeout.toSeconds(), 1, 3600);
        Range.check("keepalive", keepalive.toSeconds(), 1, 86_400);
        Range.check("max-stanza", maxStanza.count(), 10_000, Bytes.mib(64).count());
        Range.check("max-queue", maxQueue.count(), 10_000, Bytes.mib(1024).count());
    }
}
