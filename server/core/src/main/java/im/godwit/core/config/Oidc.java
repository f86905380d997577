package im.godwit.core.config;

import im.godwit.jid.Jid;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Logins with tokens of an OpenID provider (RFC 7628).
 *
 * @param domains whose users log in so, some of those that are served; none turns it off
 * @param issuer the provider, as its tokens name it
 * @param keySet where its keys are; where it says itself, if nothing is said
 * @param audience for whom tokens must be, one of them
 * @param accountClaim the claim that names the account
 * @param scope that tokens must have; some, separated by spaces
 * @param clockSkew how much the clocks may differ
 * @param createAccounts whether who has a token gets an account
 * @param trusted PEM with the authorities that sign the provider's certificate; those that Java knows, if nothing is
 *     said
 */
public record Oidc(
        List<String> domains,
        String issuer,
        Optional<String> keySet,
        List<String> audience,
        String accountClaim,
        Optional<String> scope,
        Duration clockSkew,
        boolean createAccounts,
        Optional<Path> trusted) {
    static final Oidc DEFAULTS = new Oidc(
            List.of(),
            "",
            Optional.empty(),
            List.of(),
            "preferred_username",
            Optional.empty(),
            Duration.ofSeconds(30),
            false,
            Optional.empty());

    /** RFC 6749 §3.3. */
    private static final Pattern SCOPE = Pattern.compile("[!#-\\[\\]-~]+( [!#-\\[\\]-~]+)*");

    public Oidc {
        Range.check("clock-skew", clockSkew.toSeconds(), 0, 300);
        if (accountClaim.isEmpty()) {
            throw new IllegalArgumentException("account-claim must be a claim, such as preferred_username");
        }
        if (!scope.map(text -> SCOPE.matcher(text).matches()).orElse(true)) {
            throw new IllegalArgumentException("scope must be names with one space between them");
        }
        keySet.ifPresent(url -> requireHttps("key-set", url));
        if (!domains.isEmpty()) {
            requireHttps("issuer", issuer);
            if (audience.isEmpty()) {
                // else a token for any other service of this provider would open accounts here
                throw new IllegalArgumentException("audience must say for whom tokens are, such as [xmpp]");
            }
        }
    }

    private static void requireHttps(String key, String url) {
        try {
            URI parsed = URI.create(url);
            if ("https".equals(parsed.getScheme()) && parsed.getHost() != null && parsed.getQuery() == null) {
                return;
            }
        } catch (IllegalArgumentException malformed) {
            // said below
        }
        throw new IllegalArgumentException(key + " is \"" + url + "\", but must be an address with https://");
    }

    /** Whether anybody logs in so. */
    public boolean enabled() {
        return !domains.isEmpty();
    }

    /** The domains, prepared. */
    public Set<Jid> jids() {
        return domains.stream().map(Jid::ofDomain).collect(Collectors.toUnmodifiableSet());
    }
}
