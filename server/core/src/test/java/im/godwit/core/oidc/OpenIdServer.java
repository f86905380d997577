package im.godwit.core.oidc;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import im.godwit.core.net.CertificateFiles;
import im.godwit.core.net.Certificates;
import im.godwit.core.net.SelfSigned;
import im.godwit.core.net.TrustedCertificates;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;

/** An OpenID provider on this machine, whose keys change when a test wants it. */
public final class OpenIdServer implements AutoCloseable {
    /** When its tokens are issued; they are good for five minutes. */
    public static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");

    /** For whom its tokens are. */
    public static final String AUDIENCE = "xmpp";

    private static final JWK FIRST = key("first");

    /** How often its keys were fetched. */
    public final AtomicInteger fetches = new AtomicInteger();

    private final HttpsServer server;
    private final SSLSocketFactory trust;
    private volatile JWK current = FIRST;
    private volatile List<JWK> published = List.of(FIRST);
    private volatile Optional<String> description = Optional.empty();

    private OpenIdServer(HttpsServer server, SSLSocketFactory trust) {
        this.server = server;
        this.trust = trust;
    }

    /** Starts one, with a certificate of its own. */
    public static OpenIdServer start(Path folder) throws IOException, GeneralSecurityException {
        CertificateFiles files =
                new CertificateFiles("localhost", folder.resolve("oidc.crt"), folder.resolve("oidc.key"));
        SelfSigned.write(files);
        SSLContext trusting = SSLContext.getInstance("TLS");
        trusting.init(null, TrustedCertificates.read(files.chain()), null);
        HttpsServer https = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        https.setHttpsConfigurator(
                new HttpsConfigurator(Certificates.read(List.of(files)).tls()));
        OpenIdServer started = new OpenIdServer(https, trusting.getSocketFactory());
        https.createContext("/.well-known/openid-configuration", started::describe);
        https.createContext("/keys", started::keys);
        https.start();
        return started;
    }

    /** A key with this name, as {@code kid}. */
    static RSAKey key(String name) {
        try {
            return new RSAKeyGenerator(2048)
                    .keyID(name)
                    .keyUse(KeyUse.SIGNATURE)
                    .generate();
        } catch (JOSEException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private void describe(HttpExchange exchange) throws IOException {
        answer(exchange, description.orElse("""
                {"issuer": "%s", "jwks_uri": "%s/keys"}""".formatted(issuer(), issuer())));
    }

    private void keys(HttpExchange exchange) throws IOException {
        fetches.incrementAndGet();
        answer(exchange, new JWKSet(published).toString());
    }

    private static void answer(HttpExchange exchange, String json) throws IOException {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    /** How it names itself. */
    public String issuer() {
        return "https://localhost:" + server.getAddress().getPort();
    }

    /** Believed as it is, without a scope. */
    public Provider provider() {
        return new Provider(
                issuer(),
                Optional.empty(),
                Set.of(AUDIENCE, "other"),
                "preferred_username",
                Optional.empty(),
                Duration.ofSeconds(30),
                Optional.of(trust));
    }

    /** Describes itself in other words. */
    void describeAs(String json) {
        description = Optional.of(json);
    }

    /** Says where its keys are, without having to be asked. */
    URI keysAddress() {
        return URI.create(issuer() + "/keys");
    }

    /** Signs with a new key from now on, and publishes it beside the old one. */
    void rotate(String name) {
        current = key(name);
        published = List.of(FIRST, current);
    }

    JWK current() {
        return current;
    }

    /** A good token of juliet, but for what is changed. */
    public String token(Consumer<JWTClaimsSet.Builder> change) {
        return signed(current, change);
    }

    String signed(JWK with, Consumer<JWTClaimsSet.Builder> change) {
        try {
            SignedJWT token = new SignedJWT(
                    new JWSHeader.Builder(JWSAlgorithm.RS256)
                            .keyID(with.getKeyID())
                            .type(JOSEObjectType.JWT)
                            .build(),
                    claims(change));
            token.sign(new RSASSASigner(with.toRSAKey()));
            return token.serialize();
        } catch (JOSEException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    JWTClaimsSet claims(Consumer<JWTClaimsSet.Builder> change) {
        JWTClaimsSet.Builder claims = new JWTClaimsSet.Builder()
                .issuer(issuer())
                .audience(List.of("account", AUDIENCE))
                .subject("b0d4")
                .claim("preferred_username", "juliet")
                .claim("scope", "openid chat")
                .issueTime(Date.from(NOW))
                .expirationTime(Date.from(NOW.plusSeconds(300)));
        change.accept(claims);
        return claims.build();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
