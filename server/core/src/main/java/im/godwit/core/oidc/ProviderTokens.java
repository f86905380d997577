package im.godwit.core.oidc;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWT;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.JWTParser;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import com.nimbusds.jwt.proc.JWTProcessor;
import im.godwit.core.auth.BearerTokens;
import java.text.ParseException;
import java.time.Clock;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Checks tokens of one OpenID provider: JSON Web Tokens that it signed (RFC 9068 §4), in which nothing but its own keys
 * and algorithms with two keys count, whatever a token says of itself (RFC 8725 §3.1).
 */
public final class ProviderTokens implements BearerTokens {
    private static final Logger log = LoggerFactory.getLogger(ProviderTokens.class);

    /** RFC 7518 §3.1, without those for which a public key would be a secret, and without {@code none}. */
    private static final Set<JWSAlgorithm> ALGORITHMS = Set.of(
            JWSAlgorithm.RS256,
            JWSAlgorithm.RS384,
            JWSAlgorithm.RS512,
            JWSAlgorithm.PS256,
            JWSAlgorithm.PS384,
            JWSAlgorithm.PS512,
            JWSAlgorithm.ES256,
            JWSAlgorithm.ES384,
            JWSAlgorithm.ES512);

    private final Provider provider;
    private final JWTProcessor<SecurityContext> processor;

    public ProviderTokens(Provider provider, Clock clock) {
        this.provider = provider;
        DefaultJWTProcessor<SecurityContext> checking = new DefaultJWTProcessor<>();
        // RFC 9068 §2.1, and what providers said before that
        checking.setJWSTypeVerifier(new DefaultJOSEObjectTypeVerifier<>(
                new JOSEObjectType("at+jwt"), new JOSEObjectType("application/at+jwt"), JOSEObjectType.JWT, null));
        checking.setJWSKeySelector(new JWSVerificationKeySelector<>(ALGORITHMS, ProviderKeys.of(provider)));
        checking.setJWTClaimsSetVerifier(new Claims(provider, clock));
        this.processor = checking;
    }

    /** Who issued a token, for whom, and for which time (RFC 7519 §4.1). */
    private static final class Claims extends DefaultJWTClaimsVerifier<SecurityContext> {
        private final Clock clock;

        Claims(Provider provider, Clock clock) {
            super(
                    provider.audience(),
                    new JWTClaimsSet.Builder().issuer(provider.issuer()).build(),
                    Set.of("exp", provider.accountClaim()),
                    Set.of());
            this.clock = clock;
            setMaxClockSkew(Math.toIntExact(provider.skew().toSeconds()));
        }

        @Override
        protected Date currentTime() {
            return Date.from(clock.instant());
        }
    }

    @Override
    public Verdict check(String token, Consumer<String> claimed) {
        try {
            JWT parsed = JWTParser.parse(token);
            account(parsed.getJWTClaimsSet()).ifPresent(claimed);
            JWTClaimsSet proven = processor.process(parsed, null);
            if (!hasScope(proven)) {
                return new Verdict.Bad(Flaw.INSUFFICIENT_SCOPE);
            }
            return account(proven).<Verdict>map(Verdict.Good::new).orElse(new Verdict.Bad(Flaw.INVALID_TOKEN));
        } catch (KeySourceException unavailable) {
            return new Verdict.Unknown();
        } catch (ParseException | BadJOSEException | JOSEException bad) {
            log.atDebug().addKeyValue("reason", bad.getMessage()).log("Token refused");
            return new Verdict.Bad(Flaw.INVALID_TOKEN);
        }
    }

    /** The claims of a token that is encrypted are not there. */
    private Optional<String> account(JWTClaimsSet claims) throws ParseException {
        return claims == null ? Optional.empty() : Optional.ofNullable(claims.getStringClaim(provider.accountClaim()));
    }

    /** RFC 9068 §2.2.3. */
    private boolean hasScope(JWTClaimsSet claims) throws ParseException {
        String granted = Optional.ofNullable(claims.getStringClaim("scope")).orElse("");
        List<String> needed =
                provider.scope().map(scope -> List.of(scope.split(" "))).orElse(List.of());
        return List.of(granted.split(" ")).containsAll(needed);
    }
}
