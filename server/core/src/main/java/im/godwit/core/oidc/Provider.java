package im.godwit.core.oidc;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLSocketFactory;

/**
 * Whose tokens are believed, and which of them.
 *
 * @param issuer what tokens say of who issued them, an https URL
 * @param keys where its keys are; where its own description says, if nothing is said
 * @param audience for whom a token must be, one of them
 * @param accountClaim the claim that names the account
 * @param scope that a token must have; some, separated by spaces
 * @param skew how much its clock and ours may differ
 * @param tls how it is reached; as Java does by default, if nothing is said
 */
public record Provider(
        String issuer,
        Optional<URI> keys,
        Set<String> audience,
        String accountClaim,
        Optional<String> scope,
        Duration skew,
        Optional<SSLSocketFactory> tls) {
    /** Where it describes itself (OpenID Connect Discovery 1.0 §4). */
    public URI description() {
        return URI.create(issuer.replaceFirst("/$", "") + "/.well-known/openid-configuration");
    }
}
