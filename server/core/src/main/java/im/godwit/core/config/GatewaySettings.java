package im.godwit.core.config;

import im.godwit.jid.Jid;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/**
 * The configuration of a gateway that runs on its own. Each component is a key of {@code conf/gateway.conf}, which
 * explains it.
 *
 * @param domains whose users may use it; none for the name of the upstream server
 * @param registration whether the chat page offers to make an account
 */
public record GatewaySettings(
        List<String> domains,
        boolean registration,
        UpstreamSettings upstream,
        Bytes maxStanza,
        Bytes maxStanzaUnauthenticated,
        int connectionsPerAddress,
        int unauthenticatedPerAddress,
        Settings.Tls tls,
        Http http) {
    /** What holds where the file says nothing. */
    public static final GatewaySettings DEFAULTS = new GatewaySettings(
            List.of(),
            false,
            UpstreamSettings.DEFAULTS,
            Bytes.kib(256),
            Bytes.kib(64),
            1000,
            100,
            new Settings.Tls(Optional.empty(), Optional.empty()),
            Http.DEFAULTS.withTlsPort(0));

    public GatewaySettings {
        for (String domain : domains) {
            if (Jid.tryParse(domain)
                    .filter(jid -> !jid.hasLocal() && jid.isBare())
                    .isEmpty()) {
                throw new IllegalArgumentException("domains has \"" + domain + "\", which is no domain name");
            }
        }
        if (domains.isEmpty() && isAddress(upstream.host())) {
            throw new IllegalArgumentException(
                    "domains must name the domains that the server at " + upstream.host() + " serves");
        }
        // RFC 6120 §13.12: at least 10000 bytes must pass
        Range.check("max-stanza", maxStanza.count(), 10_000, Bytes.mib(64).count());
        Range.check("max-stanza-unauthenticated", maxStanzaUnauthenticated.count(), 10_000, maxStanza.count());
        Range.check("connections-per-address", connectionsPerAddress, 1, Integer.MAX_VALUE);
        Range.check("unauthenticated-per-address", unauthenticatedPerAddress, 1, connectionsPerAddress);
        if (http.port() == 0 && http.tlsPort() == 0) {
            throw new IllegalArgumentException("http.port and http.tls-port are both 0: nobody could connect");
        }
        if (http.tlsPort() > 0 && tls.certificate().isEmpty()) {
            throw new IllegalArgumentException("http.tls-port needs a certificate: set tls.certificate and tls.key");
        }
    }

    private static boolean isAddress(String host) {
        try {
            return !InetAddress.ofLiteral(host).getHostAddress().isEmpty();
        } catch (IllegalArgumentException name) {
            return false;
        }
    }

    /** Whose users may use it; the first is the one to which the chat page signs in. */
    public List<String> served() {
        return domains.isEmpty() ? List.of(upstream.host()) : domains;
    }
}
