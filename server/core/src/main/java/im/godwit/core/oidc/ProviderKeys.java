package im.godwit.core.oidc;

import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.JWKSetCacheRefreshEvaluator;
import com.nimbusds.jose.jwk.source.JWKSetSource;
import com.nimbusds.jose.jwk.source.JWKSetUnavailableException;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.jose.util.ResourceRetriever;
import java.io.IOException;
import java.net.URI;
import java.text.ParseException;
import java.time.Duration;
import java.util.Map;
import javax.net.ssl.SSLSocketFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fetches the keys of a provider over https. Who needs a key that is not known fetches again, but not all the time;
 * what was fetched last is good for a while longer when the provider does not answer.
 */
final class ProviderKeys implements JWKSetSource<SecurityContext> {
    private static final Logger log = LoggerFactory.getLogger(ProviderKeys.class);

    private static final Duration FRESH = Duration.ofMinutes(5);
    private static final Duration OUTAGE = Duration.ofHours(1);

    /** Twice in this time at most. */
    private static final Duration PAUSE = Duration.ofSeconds(30);

    /** For a connection, and for each read from it. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** How long others wait for who fetches. */
    private static final Duration QUEUEING = Duration.ofSeconds(15);

    private static final int MAX_BYTES = 256 * 1024;

    private final Provider provider;
    private final ResourceRetriever web;

    private ProviderKeys(Provider provider) {
        this.provider = provider;
        int patience = Math.toIntExact(PATIENCE.toMillis());
        this.web = new DefaultResourceRetriever(
                patience, patience, MAX_BYTES, false, provider.tls().orElseGet(() ->
                        (SSLSocketFactory) SSLSocketFactory.getDefault()));
    }

    /** The keys of a provider; nothing is fetched before somebody needs one. */
    static JWKSource<SecurityContext> of(Provider provider) {
        return JWKSourceBuilder.create(new ProviderKeys(provider))
                .cache(FRESH.toMillis(), QUEUEING.toMillis())
                .refreshAheadCache(false)
                .rateLimited(PAUSE.toMillis())
                .outageTolerant(OUTAGE.toMillis())
                .build();
    }

    @Override
    public JWKSet getJWKSet(JWKSetCacheRefreshEvaluator refresh, long time, SecurityContext context)
            throws KeySourceException {
        try {
            return JWKSet.parse(
                    fetch(provider.keys().isPresent() ? provider.keys().get() : described()));
        } catch (IOException | ParseException unusable) {
            log.atWarn()
                    .addKeyValue("issuer", provider.issuer())
                    .addKeyValue("reason", unusable.getMessage())
                    .log("The keys of the OpenID provider cannot be had");
            throw new JWKSetUnavailableException("no keys", unusable);
        }
    }

    /** OpenID Connect Discovery 1.0 §4.2, §4.3. */
    private URI described() throws IOException, ParseException {
        Map<String, Object> description = JSONObjectUtils.parse(fetch(provider.description()));
        String issuer = JSONObjectUtils.getString(description, "issuer");
        if (!provider.issuer().equals(issuer)) {
            throw new IOException(provider.description() + " is about another issuer, " + issuer);
        }
        return JSONObjectUtils.getURI(description, "jwks_uri");
    }

    private String fetch(URI from) throws IOException {
        if (from == null || !"https".equals(from.getScheme())) {
            throw new IOException(from + " is no https address");
        }
        return web.retrieveResource(from.toURL()).getContent();
    }

    @Override
    public void close() {
        // holds nothing
    }
}
