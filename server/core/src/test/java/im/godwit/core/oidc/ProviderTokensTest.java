package im.godwit.core.oidc;

import static im.godwit.core.oidc.OpenIdServer.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSAEncrypter;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.EncryptedJWT;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import im.godwit.core.auth.BearerTokens.Flaw;
import im.godwit.core.auth.BearerTokens.Verdict;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which tokens of a provider open an account (RFC 9068 §4, RFC 8725). */
class ProviderTokensTest {
    private static final Verdict JULIET = new Verdict.Good("juliet");
    private static final Verdict INVALID = new Verdict.Bad(Flaw.INVALID_TOKEN);

    @TempDir
    Path folder;

    private OpenIdServer server;
    private ProviderTokens tokens;
    private final List<String> claimed = new ArrayList<>();

    @BeforeEach
    void start() throws Exception {
        server = OpenIdServer.start(folder);
        tokens = tokens(server.provider());
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private static ProviderTokens tokens(Provider provider) {
        return new ProviderTokens(provider, Clock.fixed(NOW, ZoneOffset.UTC));
    }

    private Verdict check(String token) {
        return tokens.check(token, claimed::add);
    }

    private Provider withScope(String scope) {
        Provider plain = server.provider();
        return new Provider(
                plain.issuer(),
                Optional.of(server.keysAddress()),
                plain.audience(),
                plain.accountClaim(),
                Optional.of(scope),
                plain.skew(),
                plain.tls());
    }

    @Test
    void nothingIsFetchedBeforeATokenComesAndThenOnlyOnce() {
        assertThat(server.fetches).hasValue(0);
        assertThat(check(server.token(claims -> {}))).isEqualTo(JULIET);
        assertThat(check(server.token(claims -> claims.subject("other")))).isEqualTo(JULIET);

        assertThat(server.fetches).hasValue(1);
        assertThat(claimed).containsExactly("juliet", "juliet");
    }

    @Test
    void whoClaimsToBeSomebodyIsToldBeforeAnythingIsFetched() {
        assertThatThrownBy(() -> tokens.check(server.token(claims -> {}), name -> {
                    throw new IllegalStateException(name);
                }))
                .hasMessage("juliet");
        assertThat(server.fetches).hasValue(0);
    }

    static Stream<Arguments> claimsAtTheEdge() {
        return Stream.of(
                good("ended within the skew", claims -> claims.expirationTime(after(-29))),
                bad("over", claims -> claims.expirationTime(after(-31))),
                bad("without an end", claims -> claims.expirationTime(null)),
                good("begins within the skew", claims -> claims.notBeforeTime(after(29))),
                bad("not yet good", claims -> claims.notBeforeTime(after(31))),
                bad("of another issuer", claims -> claims.issuer("https://localhost")),
                bad("of no issuer", claims -> claims.issuer(null)),
                good("for one of us", claims -> claims.audience("other")),
                bad("for somebody else", claims -> claims.audience("account")),
                bad("for nobody", claims -> claims.audience((String) null)),
                bad("of no account", claims -> claims.claim("preferred_username", null)),
                bad("of an account that is no text", claims -> claims.claim("preferred_username", List.of("juliet"))));
    }

    private static Arguments good(String what, Consumer<JWTClaimsSet.Builder> change) {
        return Arguments.of(what, change, JULIET);
    }

    private static Arguments bad(String what, Consumer<JWTClaimsSet.Builder> change) {
        return Arguments.of(what, change, INVALID);
    }

    private static Date after(int seconds) {
        return Date.from(NOW.plusSeconds(seconds));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("claimsAtTheEdge")
    void claimsAreChecked(String what, Consumer<JWTClaimsSet.Builder> change, Verdict expected) {
        assertThat(check(server.token(change))).isEqualTo(expected);
    }

    @Test
    void tokenOfAnotherKeyWithTheSameNameIsForged() {
        assertThat(check(server.signed(OpenIdServer.key("first"), claims -> {})))
                .isEqualTo(INVALID);
    }

    @Test
    void tokenThatNobodySignedIsForged() { // RFC 8725 §3.1
        assertThat(check(new PlainJWT(server.claims(claims -> {})).serialize())).isEqualTo(INVALID);
        String[] parts = server.token(claims -> {}).split("\\.");
        assertThat(check(parts[0] + "." + parts[1] + ".")).isEqualTo(INVALID);
    }

    @Test
    void publicKeyIsNoSecret() throws Exception { // RFC 8725 §2.1
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("first").build(), server.claims(claims -> {}));
        token.sign(new MACSigner(server.current().toRSAKey().toPublicKey().getEncoded()));

        assertThat(check(token.serialize())).isEqualTo(INVALID);
    }

    @Test
    void keyThatATokenBringsIsNotUsed() throws Exception { // RFC 8725 §3.10
        var own = OpenIdServer.key("first");
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256)
                        .jwk(own.toPublicJWK())
                        .keyID("first")
                        .build(),
                server.claims(claims -> {}));
        token.sign(new RSASSASigner(own));

        assertThat(check(token.serialize())).isEqualTo(INVALID);
    }

    @Test
    void tokenOfAnotherKindIsNone() throws Exception { // RFC 8725 §3.11
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256)
                        .keyID("first")
                        .type(new JOSEObjectType("logout+jwt"))
                        .build(),
                server.claims(claims -> {}));
        token.sign(new RSASSASigner(server.current().toRSAKey()));

        assertThat(check(token.serialize())).isEqualTo(INVALID);
    }

    @Test
    void encryptedTokenIsNone() throws Exception {
        EncryptedJWT token = new EncryptedJWT(
                new JWEHeader(JWEAlgorithm.RSA_OAEP_256, EncryptionMethod.A128GCM), server.claims(claims -> {}));
        token.encrypt(new RSAEncrypter(server.current().toRSAKey().toPublicJWK()));

        assertThat(check(token.serialize())).isEqualTo(INVALID);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "....", "e30.e30.", "e30.e30.e30", "mF_9.B5f-4.1JqM", "W10.W10.AA"})
    void whatIsNoTokenIsRefused(String text) {
        assertThat(check(text)).isEqualTo(INVALID);
        assertThat(server.fetches).hasValue(0);
    }

    @Test
    void scopeThatIsNeededMustBeGranted() {
        tokens = tokens(withScope("chat openid"));
        assertThat(check(server.token(claims -> {}))).isEqualTo(JULIET);
        assertThat(check(server.token(claims -> claims.claim("scope", "openid chatter"))))
                .isEqualTo(new Verdict.Bad(Flaw.INSUFFICIENT_SCOPE));
        assertThat(check(server.token(claims -> claims.claim("scope", null))))
                .isEqualTo(new Verdict.Bad(Flaw.INSUFFICIENT_SCOPE));
    }

    @Test
    void newKeyIsFetchedWhenItIsNeeded() {
        check(server.token(claims -> {}));
        server.rotate("second");

        assertThat(check(server.token(claims -> {}))).isEqualTo(JULIET);
        assertThat(server.fetches).hasValue(2);
    }

    @Test
    void keysThatNobodyHasAreNotFetchedAgainAndAgain() {
        RSAKey unknown = OpenIdServer.key("unknown");
        check(server.signed(unknown, claims -> {}));
        for (int i = 0; i < 5; i++) {
            assertThat(check(server.signed(unknown, claims -> {}))).isNotEqualTo(JULIET);
        }

        assertThat(server.fetches).hasValueLessThanOrEqualTo(2);
        assertThat(check(server.token(claims -> {}))).isEqualTo(JULIET);
    }

    @Test
    void whileTheProviderIsAwayItsLastKeysAreGood() {
        check(server.token(claims -> {}));
        server.close();

        assertThat(check(server.token(claims -> {}))).isEqualTo(JULIET);
    }

    @Test
    void withoutKeysNobodyKnowsWhatATokenIsWorth() {
        String token = server.token(claims -> {});
        server.close();

        assertThat(check(token)).isEqualTo(new Verdict.Unknown());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"issuer\": \"https://localhost\", \"jwks_uri\": \"ISSUER/keys\"}",
                "{\"issuer\": \"ISSUER\"}",
                "{\"issuer\": \"ISSUER\", \"jwks_uri\": \"file:///etc/hostname\"}",
                "{\"issuer\": \"ISSUER\", \"jwks_uri\": \"http://localhost/keys\"}",
                "[]",
                "<html/>"
            })
    void descriptionThatIsNotThatOfTheProviderLeadsToNoKeys(String description) { // OpenID Connect Discovery 1.0 §4.3
        server.describeAs(description.replace("ISSUER", server.issuer()));

        assertThat(check(server.token(claims -> {}))).isEqualTo(new Verdict.Unknown());
        assertThat(server.fetches).hasValue(0);
    }

    @Test
    void endlessDescriptionIsNotReadToItsEnd() {
        server.describeAs(" ".repeat(1024 * 1024));

        assertThat(check(server.token(claims -> {}))).isEqualTo(new Verdict.Unknown());
    }

    @Test
    void providerWithACertificateThatNobodySignedIsNotBelieved() {
        Provider plain = server.provider();
        tokens = tokens(new Provider(
                plain.issuer(),
                plain.keys(),
                plain.audience(),
                plain.accountClaim(),
                plain.scope(),
                plain.skew(),
                Optional.empty()));

        assertThat(check(server.token(claims -> {}))).isEqualTo(new Verdict.Unknown());
    }
}
