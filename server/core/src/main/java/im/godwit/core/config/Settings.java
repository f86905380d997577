package im.godwit.core.config;

import im.godwit.jid.Jid;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The whole configuration but the options of plugins. Each component is a key of {@code conf/godwit.conf}, which
 * explains it.
 *
 * @param services the plugins of each service, by subdomain
 */
public record Settings(
        List<String> domains,
        Path data,
        C2s c2s,
        StreamManagement streamManagement,
        Tls tls,
        Http http,
        Auth auth,
        DatabaseSettings database,
        List<String> plugins,
        Map<String, List<String>> services,
        Components components,
        Anonymous anonymous,
        Fast fast,
        Oidc oidc,
        ClientCertificates clientCertificates) {
    /** What holds where the file says nothing. */
    public static final Settings DEFAULTS = new Settings(
            List.of("localhost"),
            Path.of("data"),
            C2s.DEFAULTS,
            StreamManagement.DEFAULTS,
            new Tls(Optional.empty(), Optional.empty()),
            Http.DEFAULTS,
            Auth.DEFAULTS,
            DatabaseSettings.DEFAULTS,
            List.of(
                    "disco",
                    "ping",
                    "version",
                    "time",
                    "last",
                    "registration",
                    "roster",
                    "presence",
                    "offline",
                    "commands",
                    "caps",
                    "administration",
                    "archive",
                    "blocking",
                    "carbons",
                    "private-xml",
                    "vcard",
                    "external-services",
                    "contact-addresses",
                    "outage",
                    "push",
                    "pep",
                    "avatars",
                    "invitations",
                    "clients",
                    "search",
                    "privileges",
                    "delegation",
                    "server-info"),
            Map.of(
                    "pubsub",
                            List.of("disco", "ping", "version", "time", "commands", "pubsub", "web-sub", "server-info"),
                    "conference", List.of("disco", "ping", "version", "time", "commands", "muc"),
                    "upload", List.of("disco", "ping", "version", "time", "upload"),
                    "push", List.of("disco", "ping", "version", "time", "web-push"),
                    "search", List.of("disco", "ping", "version", "time", "search")),
            Components.DEFAULTS,
            Anonymous.DEFAULTS,
            Fast.DEFAULTS,
            Oidc.DEFAULTS,
            ClientCertificates.DEFAULTS);

    public Settings {
        if (domains.isEmpty()) {
            throw new IllegalArgumentException("domains must name at least one domain");
        }
        for (String domain : domains) {
            if (!Jid.isDomain(domain)) {
                throw new IllegalArgumentException("domains has \"" + domain + "\", which is no domain name");
            }
        }
        requireServed("anonymous", anonymous.domains(), domains);
        requireServed("oidc", oidc.domains(), domains);
        for (Jid component : components.byDomain().keySet()) {
            if (isServed(component, domains, services)) {
                throw new IllegalArgumentException(
                        "components has a secret for \"" + component + "\", which this server serves itself");
            }
        }
    }

    private static void requireServed(String block, List<String> named, List<String> domains) {
        for (String domain : named) {
            if (!domains.contains(domain)) {
                throw new IllegalArgumentException(block + ".domains has \"" + domain + "\", which is not in domains");
            }
        }
    }

    private static boolean isServed(Jid component, List<String> domains, Map<String, List<String>> services) {
        return domains.stream()
                .map(Jid::ofDomain)
                .anyMatch(domain -> component.equals(domain)
                        || services.keySet().stream()
                                .map(service -> Jid.ofDomain(service + "." + domain.domain()))
                                .anyMatch(component::equals));
    }

    /**
     * A certificate from files.
     *
     * @param certificate PEM with the whole chain
     * @param key its private key
     */
    public record Tls(Optional<Path> certificate, Optional<Path> key) {
        public Tls {
            if (certificate.isPresent() != key.isPresent()) {
                throw new IllegalArgumentException("certificate and key belong together: set both or none");
            }
        }
    }

    /**
     * Logins.
     *
     * @param iterations of PBKDF2 for new passwords
     * @param maxFailures failed attempts before a stream is closed
     * @param failuresPerAddress failed attempts from one address within the time
     * @param failuresPerAccount failed attempts from one address for one account within the time
     * @param failureTime how long failures count
     */
    public record Auth(
            int iterations, int maxFailures, int failuresPerAddress, int failuresPerAccount, Duration failureTime) {
        /** What holds where the file says nothing. */
        public static final Auth DEFAULTS = new Auth(10_000, 5, 100, 25, Duration.ofMinutes(10));

        public Auth {
            Range.check("iterations", iterations, 4096, 10_000_000);
            Range.check("max-failures", maxFailures, 2, 5); // RFC 6120 §6.4.5
            Range.check("failures-per-address", failuresPerAddress, 1, 1_000_000);
            Range.check("failures-per-account", failuresPerAccount, 1, 1_000_000);
        }
    }
}
