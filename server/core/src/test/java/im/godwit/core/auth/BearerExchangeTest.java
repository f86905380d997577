package im.godwit.core.auth;

import static im.godwit.core.auth.AccountsFixture.DOMAIN;
import static im.godwit.core.auth.AccountsFixture.JULIET;
import static im.godwit.core.auth.AccountsFixture.PEER;
import static im.godwit.core.auth.AccountsFixture.noBinding;
import static org.assertj.core.api.Assertions.assertThat;

import im.godwit.core.auth.BearerTokens.Flaw;
import im.godwit.core.auth.BearerTokens.Verdict;
import im.godwit.jid.Jid;
import im.godwit.plugin.Peer;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** OAUTHBEARER (RFC 7628); {@code |} stands for the separator. A token is what it says. */
class BearerExchangeTest {
    private static final URI PROVIDER = URI.create("https://sso.example.org/.well-known/openid-configuration");
    private static final SaslStep MALFORMED = new SaslStep.Failure(SaslCondition.MALFORMED_REQUEST);
    private static final SaslStep NOT_AUTHORIZED = new SaslStep.Failure(SaslCondition.NOT_AUTHORIZED);

    @TempDir
    Path folder;

    private AccountsFixture fixture;
    private Authentication authentication;
    private SaslExchange exchange;

    @BeforeEach
    void open() {
        fixture = new AccountsFixture(folder);
        fixture.accounts.create(JULIET, "wherefore");
        authentication = authentication(Optional.empty());
        exchange = begin();
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    private Authentication authentication(Optional<String> scope) {
        BearerLogins bearer =
                new BearerLogins(Set.of(DOMAIN), PROVIDER, scope, BearerExchangeTest::check, fixture.accounts::exists);
        LoginLimits limits = new LoginLimits(new LoginLimits.Options(10, 3, Duration.ofMinutes(10)), Clock.systemUTC());
        return new Authentication(fixture.accounts, limits, fixture.anonymous, fixture.tokens(), List.of(bearer));
    }

    private static Verdict check(String token, Consumer<String> claimed) {
        return switch (token) {
            case "away" -> new Verdict.Unknown();
            case "poor" -> new Verdict.Bad(Flaw.INSUFFICIENT_SCOPE);
            case "forged" -> {
                claimed.accept("juliet");
                yield new Verdict.Bad(Flaw.INVALID_TOKEN);
            }
            default -> {
                String name = token.replace("-at-", "@");
                claimed.accept(name);
                yield new Verdict.Good(name);
            }
        };
    }

    private SaslExchange begin() {
        return authentication.begin("OAUTHBEARER", DOMAIN, PEER, noBinding()).orElseThrow();
    }

    private SaslStep answerTo(String message) {
        return exchange.next(message.replace('|', '\u0001').getBytes(StandardCharsets.UTF_8));
    }

    private String challengeTo(String message) {
        return answerTo(message) instanceof SaslStep.Challenge challenge
                ? new String(challenge.data(), StandardCharsets.UTF_8)
                : "no challenge";
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "n,,|auth=Bearer juliet||",
                "y,,|auth=Bearer juliet||",
                "n,,|auth=bearer  juliet||",
                "n,,|auth=Bearer JULIET||",
                "n,,|auth=Bearer juliet-at-example.org||",
                "n,a=juliet@example.org,|host=example.org|port=5222|auth=Bearer juliet||",
                "n,a=Juliet@Example.org,|auth=Bearer juliet|custom=a=b c||"
            })
    void goodTokenOpensItsAccount(String message) {
        assertThat(answerTo(message)).isEqualTo(new SaslStep.Success(JULIET, Optional.empty()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "|",
                "n,,",
                "n,,|auth=Bearer juliet",
                "n,,|auth=Bearer juliet|",
                "n,,|host=example.org||",
                "n,,||",
                "n,|auth=Bearer juliet||",
                "x,,|auth=Bearer juliet||",
                "p=tls-exporter,,|auth=Bearer juliet||",
                "F,n,,|auth=Bearer juliet||",
                "n,juliet,|auth=Bearer juliet||",
                "n,a=,|auth=Bearer juliet||",
                "n,a=ju=liet,|auth=Bearer juliet||",
                "n,,|auth=Bearer juliet|auth=Bearer juliet||",
                "n,,|auth=Bearer juliet|||",
                "n,,|auth=Bearer juliet|9=x||",
                "n,,|auth=Bearer juliet|key=\u00e9||"
            })
    void messageThatIsNotAsItShouldBeIsMalformed(String message) { // §3.1
        assertThat(answerTo(message)).isEqualTo(MALFORMED);
    }

    @Test
    void hugeTokenIsNotLookedAt() {
        assertThat(answerTo("n,,|auth=Bearer " + "a".repeat(16 * 1024) + "||")).isEqualTo(MALFORMED);
        exchange = begin();
        assertThat(challengeTo("n,,|auth=Bearer " + "a".repeat(16_000) + "||")).contains("invalid_token");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"romeo@example.org", "juliet@example.net", "juliet@example.org/balcony", "juliet", "example.org"
            })
    void tokenOpensNoOtherAccount(String authzid) { // RFC 6120 §6.3.8
        assertThat(answerTo("n,a=" + authzid + ",|auth=Bearer juliet||"))
                .isEqualTo(new SaslStep.Failure(SaslCondition.INVALID_AUTHZID));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "forged",
                "romeo",
                "juliet-at-example.net",
                "juliet-at-example.org/balcony",
                "-at-example.org",
                "juliet-at-"
            })
    void clientLearnsWhatIsWrongAndThenFails(String token) { // §3.2.2, §3.2.3
        assertThat(challengeTo("n,,|auth=Bearer " + token + "||"))
                .isEqualTo("{\"status\":\"invalid_token\",\"openid-configuration\":\"" + PROVIDER + "\"}");
        assertThat(answerTo("|")).isEqualTo(NOT_AUTHORIZED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"auth=", "auth=Basic anVsaWV0", "auth=Bearer", "auth=Bearer j\u007fuliet"})
    void clientWithoutATokenLearnsWhereToGetOne(String auth) { // §4.3
        assertThat(challengeTo("n,a=juliet@example.org,|" + auth.replace("\u007f", " ") + "||"))
                .contains("\"status\":\"invalid_token\"", PROVIDER.toString());
    }

    @Test
    void nothingButFailureFollowsAnError() { // §3.2.3
        challengeTo("n,,|auth=Bearer forged||");
        assertThat(answerTo("n,,|auth=Bearer juliet||")).isEqualTo(NOT_AUTHORIZED);
    }

    @ParameterizedTest
    @CsvSource({"poor,insufficient_scope", "forged,invalid_token"})
    void clientLearnsWhichScopeItNeeds(String token, String status) {
        authentication = authentication(Optional.of("chat openid"));
        exchange = begin();
        assertThat(challengeTo("n,,|auth=Bearer " + token + "||"))
                .isEqualTo("{\"status\":\"" + status + "\",\"scope\":\"chat openid\",\"openid-configuration\":\""
                        + PROVIDER + "\"}");
    }

    @Test
    void whileTheProviderIsAwayTheFailureIsTemporary() { // RFC 6120 §6.5.11
        assertThat(answerTo("n,,|auth=Bearer away||"))
                .isEqualTo(new SaslStep.Failure(SaslCondition.TEMPORARY_AUTH_FAILURE));
    }

    @Test
    void disabledAccountStaysClosed() {
        fixture.accounts.disable(JULIET);
        assertThat(answerTo("n,,|auth=Bearer juliet||"))
                .isEqualTo(new SaslStep.Failure(SaslCondition.ACCOUNT_DISABLED));
    }

    @Test
    void attemptsForAnAccountAreCountedAsThoseWithPasswords() {
        for (int i = 0; i < 3; i++) {
            exchange = begin();
            challengeTo("n,,|auth=Bearer forged||");
            assertThat(answerTo("|")).isEqualTo(NOT_AUTHORIZED);
        }
        exchange = begin();
        assertThat(answerTo("n,,|auth=Bearer juliet||"))
                .isEqualTo(new SaslStep.Failure(SaslCondition.TEMPORARY_AUTH_FAILURE));
        assertThat(authentication
                        .begin("PLAIN", DOMAIN, PEER, noBinding())
                        .orElseThrow()
                        .next("\0juliet\0wherefore".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(new SaslStep.Failure(SaslCondition.TEMPORARY_AUTH_FAILURE));
    }

    @Test
    void accountIsMadeWhereThatIsWanted() {
        Jid romeo = Jid.of("romeo", "example.org");
        BearerLogins bearer =
                new BearerLogins(Set.of(DOMAIN), PROVIDER, Optional.empty(), BearerExchangeTest::check, account -> {
                    fixture.accounts.createWithoutPassword(account);
                    return true;
                });
        for (int login = 0; login < 2; login++) {
            exchange = bearer.begin(DOMAIN, noBinding(), wanted -> {});
            assertThat(answerTo("n,,|auth=Bearer romeo||")).isEqualTo(new SaslStep.Success(romeo, Optional.empty()));
        }
        assertThat(fixture.created).containsExactly(JULIET, romeo);
        assertThat(fixture.accounts.exists(romeo)).isTrue();
        assertThat(PasswordLogin.matches(fixture.accounts, romeo, "wherefore")).isFalse();
    }

    @Test
    void whoWantsToBeSomebodyElseGetsNoAccountMade() {
        BearerLogins bearer =
                new BearerLogins(Set.of(DOMAIN), PROVIDER, Optional.empty(), BearerExchangeTest::check, account -> {
                    throw new AssertionError(account);
                });
        exchange = bearer.begin(DOMAIN, noBinding(), wanted -> {});
        assertThat(answerTo("n,a=juliet@example.org,|auth=Bearer romeo||"))
                .isEqualTo(new SaslStep.Failure(SaslCondition.INVALID_AUTHZID));
    }

    @Test
    void itIsOfferedWhereItIsConfiguredAndEncrypted() { // §3
        Peer open = new Peer(InetAddress.getLoopbackAddress(), false);
        assertThat(authentication.offered(DOMAIN, PEER, noBinding())).endsWith("PLAIN", "OAUTHBEARER");
        assertThat(authentication.offered(DOMAIN, open, noBinding())).doesNotContain("OAUTHBEARER");
        assertThat(authentication.begin("OAUTHBEARER", DOMAIN, open, noBinding()))
                .isEmpty();
        assertThat(authentication.begin("OAUTHBEARER", Jid.ofDomain("example.net"), PEER, noBinding()))
                .isEmpty();
    }
}
