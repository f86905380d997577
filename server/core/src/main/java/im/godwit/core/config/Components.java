package im.godwit.core.config;

import im.godwit.jid.Jid;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Connections of external components (XEP-0114).
 *
 * @param port where they connect; 0 is off
 * @param secrets the secret of each component, by its domain; without any nothing listens
 */
public record Components(
        String address,
        int port,
        Duration handshakeTimeout,
        Duration keepalive,
        Bytes maxStanza,
        Bytes maxQueue,
        int connectionsPerAddress,
        int unauthenticatedPerAddress,
        Map<String, String> secrets) {
    static final Components DEFAULTS = new Components(
            "127.0.0.1",
            5347,
            Duration.ofSeconds(10),
            Duration.ofSeconds(60),
            Bytes.kib(256),
            Bytes.mib(8),
            100,
            20,
            Map.of());

    public Components {
        Range.check("port", port, 0, 65_535);
        Range.check("handshake-timeout", handshakeTimeout.toSeconds(), 1, 3600);
        Range.check("keepalive", keepalive.toSeconds(), 1, 86_400);
        // RFC 6120 §13.12: at least 10000 bytes must pass
        Range.check("max-stanza", maxStanza.count(), 10_000, Bytes.mib(64).count());
        Range.check(
                "max-queue",
                maxQueue.count(),
                maxStanza.count(),
                Bytes.mib(1024).count());
        Range.check("connections-per-address", connectionsPerAddress, 1, Integer.MAX_VALUE);
        Range.check("unauthenticated-per-address", unauthenticatedPerAddress, 1, connectionsPerAddress);
        secrets.forEach(Components::check);
    }

    private static void check(String domain, String secret) {
        if (!Jid.isDomain(domain)) {
            throw new IllegalArgumentException("secrets has \"" + domain
                    + "\", which is no domain name; write it in quotes: secrets { \"irc.example.org\" = \"...\" }");
        }
        if (secret.isEmpty()) {
            throw new IllegalArgumentException("secrets needs one for \"" + domain + "\" that is not empty");
        }
    }

    /** The secret of each component, by its prepared domain. */
    public Map<Jid, String> byDomain() {
        Map<Jid, String> prepared = new LinkedHashMap<>();
        secrets.forEach((domain, secret) -> prepared.put(Jid.parse(domain), secret));
        return prepared;
    }

    /** Whether anything listens. */
    public boolean enabled() {
        return port > 0 && !secrets.isEmpty();
    }

    /** Without the secrets. */
    @Override
    public String toString() {
        return "Components[" + address + " port " + port + ", " + secrets.keySet() + "]";
    }
}
