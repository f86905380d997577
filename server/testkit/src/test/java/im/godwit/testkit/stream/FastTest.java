package im.godwit.testkit.stream;

import static org.assertj.core.api.Assertions.assertThat;

import im.godwit.core.auth.AnonymousLimits;
import im.godwit.core.auth.FastTokens;
import im.godwit.core.auth.LoginLimits;
import im.godwit.jid.Jid;
import im.godwit.service.Accounts;
import im.godwit.testkit.Spec;
import im.godwit.testkit.Stage;
import im.godwit.testkit.Wire;
import im.godwit.xml.Element;
import im.godwit.xml.Name;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** XEP-0484: clients that log in again with a token. */
class FastTest {
    private static final Duration LIFETIME = Duration.ofDays(21);
    private static final Duration ROTATION = Duration.ofDays(1);
    private static final Duration NEXT_DAY = ROTATION.plusSeconds(1);
    private static final Jid JULIET = Jid.of("juliet", Stage.DOMAIN);
    private static final String PHONE = agent(1);
    private static final String REQUEST = "<request-token xmlns='urn:xmpp:fast:0' mechanism='HT-SHA-256-NONE'/>";
    private static final String PLAIN_FAST = "<fast xmlns='urn:xmpp:fast:0'/>";
    private static final String INVALIDATE = "<fast xmlns='urn:xmpp:fast:0' invalidate='true'/>";
    private static final Name TOKEN = new Name("urn:xmpp:fast:0", "token");
    private static final Name SUCCESS = new Name("urn:xmpp:sasl:2", "success");

    private Stage stage;

    @BeforeEach
    void open() {
        stage = Stage.builder()
                .fast(new FastTokens.Options(LIFETIME, ROTATION, 2))
                .anonymous(new AnonymousLimits(2, 2))
                .plugins(List.of(new KeepingPlugin()))
                .build();
        stage.account("juliet");
    }

    @AfterEach
    void close() {
        stage.close();
    }

    private static String agent(int number) {
        return "<user-agent id='d4565fa7-4d72-4749-b3d3-74000000000" + number + "'/>";
    }

    private static byte[] hmac(String token, String role) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(token.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return mac.doFinal(role.getBytes(StandardCharsets.US_ASCII));
        } catch (GeneralSecurityException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }

    private static String initial(String name, String token) {
        byte[] start = (name + "\0").getBytes(StandardCharsets.UTF_8);
        byte[] hashed = hmac(token, "Initiator");
        byte[] message = Arrays.copyOf(start, start.length + hashed.length);
        System.arraycopy(hashed, 0, message, start.length, hashed.length);
        return Base64.getEncoder().encodeToString(message);
    }

    /** Juliet's phone logs in with a token, and asks for something. */
    private Element uses(String token, String wanted) {
        return attempt(token, PHONE + wanted).receives();
    }

    private Wire attempt(String token, String wanted) {
        return send("HT-SHA-256-NONE", initial("juliet", token), wanted);
    }

    private Wire send(String mechanism, String response, String wanted) {
        return stage.stranger("juliet")
                .sends("<authenticate xmlns='urn:xmpp:sasl:2' mechanism='" + mechanism + "'><initial-response>"
                        + response + "</initial-response>" + wanted + "</authenticate>");
    }

    private Element logsIn(String wanted) {
        return stage.wire("juliet", wanted).receives();
    }

    private static String token(Element success) {
        return success.child(TOKEN).orElseThrow().attribute("token").orElseThrow();
    }

    private String given() {
        return token(logsIn(PHONE + REQUEST));
    }

    private static void assertSuccess(Element answer) {
        assertThat(answer.name()).isEqualTo(SUCCESS);
    }

    private static void assertNoToken(Element answer) {
        assertSuccess(answer);
        assertThat(answer.child(TOKEN)).isEmpty();
    }

    private static void assertFailure(Element answer, String condition) {
        assertThat(answer.name()).isEqualTo(new Name("urn:xmpp:sasl:2", "failure"));
        assertThat(answer.firstChild().map(Element::name))
                .contains(new Name("urn:ietf:params:xml:ns:xmpp-sasl", condition));
    }

    @Test
    @Spec(value = "XEP-0484 §3.1", says = "<fast/> is among the inline features and lists mechanisms; no tls-0rtt")
    void itIsOfferedInline() {
        Element fast = stage.stranger("juliet")
                .offered()
                .child(new Name("urn:xmpp:sasl:2", "authentication"))
                .flatMap(feature -> feature.child("inline"))
                .flatMap(inline -> inline.child(new Name("urn:xmpp:fast:0", "fast")))
                .orElseThrow();

        assertThat(fast.elements().stream().map(Element::text)).containsExactly("HT-SHA-256-NONE");
        assertThat(fast.attribute("tls-0rtt")).isEmpty();
    }

    @Test
    @Spec(value = "XEP-0484 §3.3", says = "a token and when it expires, in <success/>, to a client that asked for it")
    void whoAsksGetsAToken() {
        Element token = logsIn(PHONE + REQUEST).child(TOKEN).orElseThrow();

        assertThat(token.attribute("token").orElseThrow()).hasSizeGreaterThan(40);
        assertThat(token.attribute("expiry").map(Instant::parse))
                .contains(stage.clock().instant().plus(LIFETIME));
        assertThat(given()).isNotEqualTo(given());
    }

    @Test
    @Spec(value = "XEP-0484 §3.3", says = "no token before the client is authenticated")
    void whoFailsGetsNone() {
        String wrong = Base64.getEncoder().encodeToString("\0juliet\0wrong".getBytes(StandardCharsets.UTF_8));

        Element answer = send("PLAIN", wrong, PHONE + REQUEST).receives();

        assertFailure(answer, "not-authorized");
        assertThat(answer.child(TOKEN)).isEmpty();
    }

    @Test
    @Spec(value = "XEP-0484 §4.1", says = "a client tells which it is; one that does not gets no token")
    void clientWithoutAnIdGetsNone() {
        assertNoToken(logsIn(REQUEST));
        assertNoToken(logsIn(PHONE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"mechanism='SCRAM-SHA-1'", "mechanism='HT-SHA-256-EXPR'", "mechanism=''", ""})
    @Spec(value = "XEP-0484 §3.2", says = "a token is for a mechanism that is offered")
    void noTokenForAMechanismThatIsNotOffered(String mechanism) {
        assertNoToken(logsIn(PHONE + "<request-token xmlns='urn:xmpp:fast:0' " + mechanism + "/>"));
    }

    @Test
    @Spec(value = "XEP-0175 §2", says = "nothing of an anonymous account outlives its session")
    void whoHasNoAccountGetsNone() {
        Wire visitor = stage.stranger("visitor")
                .sends("<authenticate xmlns='urn:xmpp:sasl:2' mechanism='ANONYMOUS'>" + PHONE + REQUEST
                        + "</authenticate>");

        assertNoToken(visitor.receives());
    }

    @Test
    @Spec(value = "XEP-0484 §3.4", says = "the client logs in and binds in one step; the server proves itself as well")
    void tokenLetsItsClientIn() {
        String token = given();

        Element answer = uses(token, PLAIN_FAST + "<bind xmlns='urn:xmpp:bind:0'><tag>phone</tag></bind>");

        assertNoToken(answer);
        assertThat(answer.child("additional-data").map(Element::text))
                .contains(Base64.getEncoder().encodeToString(hmac(token, "Responder")));
        assertThat(answer.child("authorization-identifier").map(Element::text).orElseThrow())
                .startsWith("juliet@example.org/phone/");
        assertNoToken(uses(token, PLAIN_FAST));
    }

    @Test
    void tokenIsForOneClientOfOneAccount() {
        String token = given();
        stage.account("nurse");

        assertFailure(attempt(token, agent(2) + PLAIN_FAST).receives(), "credentials-expired");
        assertFailure(
                send("HT-SHA-256-NONE", initial("nurse", token), PHONE + PLAIN_FAST)
                        .receives(),
                "credentials-expired");
        assertFailure(
                send("HT-SHA-256-NONE", initial("nobody", token), PHONE + PLAIN_FAST)
                        .receives(),
                "credentials-expired");
        assertFailure(uses("guessed", PLAIN_FAST), "not-authorized");
    }

    @Test
    void passwordIsNoToken() {
        given();

        assertFailure(uses("secret", PLAIN_FAST), "not-authorized");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<fast xmlns='urn:xmpp:fast:0' count='-1'/>",
                "<fast xmlns='urn:xmpp:fast:0' count='often'/>",
                "<fast xmlns='urn:xmpp:fast:0' count=''/>",
                "<fast xmlns='urn:xmpp:fast:0' invalidate='yes'/>"
            })
    @Spec(value = "XEP-0484 §3.4", says = "<fast/> comes with a token; a count is a positive integer")
    void malformedUseIsRefused(String fast) {
        assertFailure(uses(given(), fast), "malformed-request");
    }

    @Test
    @Spec(value = "XEP-0484 §4.1", says = "clients MUST tell the id of their installation")
    void useWithoutAnIdIsRefused() {
        assertFailure(attempt(given(), PLAIN_FAST).receives(), "malformed-request");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "anVsaWV0", "anVsaWV0AA==", "AGFi", "/wBh"})
    @Spec(value = "draft-schmaus-kitten-sasl-ht-09 §3.1", says = "a name, NUL, and a hash")
    void malformedMessageIsRefused(String response) {
        assertFailure(send("HT-SHA-256-NONE", response, PHONE + PLAIN_FAST).receives(), "malformed-request");
    }

    @Test
    @Spec(value = "XEP-0484 §3.4", says = "tokens are used with SASL2 only")
    void rfcProfileDoesNotKnowTokens() {
        String token = given();

        stage.stranger("juliet")
                .sends("<auth xmlns='urn:ietf:params:xml:ns:xmpp-sasl' mechanism='HT-SHA-256-NONE'>"
                        + initial("juliet", token) + "</auth>")
                .receives("<failure xmlns='urn:ietf:params:xml:ns:xmpp-sasl'><invalid-mechanism/></failure>");
    }

    @Test
    @Spec(value = "XEP-0484 §3.4", says = "a count that was used, or a smaller one, is refused")
    void replayIsRefused() {
        String token = given();

        assertSuccess(uses(token, "<fast xmlns='urn:xmpp:fast:0' count='5'/>"));
        assertFailure(uses(token, "<fast xmlns='urn:xmpp:fast:0' count='5'/>"), "not-authorized");
        assertFailure(uses(token, "<fast xmlns='urn:xmpp:fast:0' count='4'/>"), "not-authorized");
        assertSuccess(uses(token, PLAIN_FAST));
        assertFailure(uses(token, "<fast xmlns='urn:xmpp:fast:0' count='5'/>"), "not-authorized");
        assertSuccess(uses(token, "<fast xmlns='urn:xmpp:fast:0' count='6'/>"));
    }

    @Test
    @Spec(value = "RFC 6120 §6.5.3", says = "credentials-expired, which tells the client to use the password")
    void expiredTokenIsRefused() {
        String token = given();
        stage.clock().advance(LIFETIME);

        assertFailure(uses(token, PLAIN_FAST), "credentials-expired");
    }

    @Test
    @Spec(value = "XEP-0484 §3.5", says = "the old token stays good until the new one is used, and not longer")
    void oldTokenIsReplaced() {
        String first = given();
        stage.clock().advance(NEXT_DAY);

        String lost = token(uses(first, PLAIN_FAST));
        String second = token(uses(first, PLAIN_FAST));

        assertThat(second).isNotEqualTo(lost).isNotEqualTo(first);
        assertFailure(uses(lost, PLAIN_FAST), "not-authorized");
        assertNoToken(uses(second, PLAIN_FAST));
        assertFailure(uses(first, PLAIN_FAST), "not-authorized");
        assertNoToken(uses(second, PLAIN_FAST));
    }

    @Test
    @Spec(value = "XEP-0484 §3.4", says = "the count begins anew with a token")
    void replacedTokenIsCountedAnew() {
        String first = given();
        assertSuccess(uses(first, "<fast xmlns='urn:xmpp:fast:0' count='9'/>"));

        String second = token(uses(first, PLAIN_FAST + REQUEST));

        assertSuccess(uses(second, "<fast xmlns='urn:xmpp:fast:0' count='1'/>"));
    }

    @Test
    @Spec(value = "XEP-0484 §3.6", says = "an invalidated token is not good any more, and none comes in its place")
    void invalidatedTokenIsGone() {
        String token = given();
        stage.clock().advance(NEXT_DAY);

        assertNoToken(uses(token, INVALIDATE));

        assertFailure(uses(token, PLAIN_FAST), "credentials-expired");
    }

    @Test
    @Spec(value = "XEP-0484 §3.6", says = "unless the client asks for one")
    void invalidatedTokenIsReplacedOnRequest() {
        String token = given();

        String next = token(uses(token, INVALIDATE.replace("true", "1") + REQUEST));

        assertFailure(uses(token, PLAIN_FAST), "not-authorized");
        assertSuccess(uses(next, PLAIN_FAST));
    }

    @Test
    @Spec(value = "XEP-0484 §3.6", says = "only who has the token invalidates it")
    void whoFailsInvalidatesNothing() {
        String token = given();

        assertFailure(uses("guessed", INVALIDATE), "not-authorized");

        assertSuccess(uses(token, PLAIN_FAST));
    }

    @Test
    void onlySoManyClientsOfAnAccountHaveTokens() {
        String first = given();
        stage.clock().advance(Duration.ofSeconds(1));
        String second = token(logsIn(agent(2) + REQUEST));
        stage.clock().advance(Duration.ofSeconds(1));
        String third = token(logsIn(agent(3) + REQUEST));

        assertFailure(uses(first, PLAIN_FAST), "credentials-expired");
        assertSuccess(attempt(second, agent(2) + PLAIN_FAST).receives());
        assertSuccess(attempt(third, agent(3) + PLAIN_FAST).receives());
    }

    @Test
    @Spec(value = "XEP-0484 §4.2", says = "credentials-expired: the server does not trust the token any more")
    void newPasswordEndsTokens() {
        String token = given();

        stage.service(Accounts.class).changePassword(JULIET, "secret");

        assertFailure(uses(token, PLAIN_FAST), "credentials-expired");
    }

    @Test
    void tokensEndWithTheAccount() {
        String token = given();
        stage.service(Accounts.class).delete(JULIET);
        stage.account("juliet");

        assertFailure(uses(token, PLAIN_FAST), "credentials-expired");
    }

    @Test
    @Spec(value = "RFC 6120 §6.5.2", says = "account-disabled, to who has proven to be its owner")
    void disabledAccountIsNotLetIn() {
        String token = given();
        stage.service(Accounts.class).disable(JULIET);

        assertFailure(uses(token, PLAIN_FAST), "account-disabled");
        assertFailure(uses("guessed", PLAIN_FAST), "not-authorized");
    }

    @Test
    @Spec(value = "RFC 6120 §6.5.11", says = "who guesses too often is asked to come later, even with the right token")
    void guessesAreCounted() {
        String token = given();
        for (int i = 0; i < LoginLimits.Options.DEFAULTS.perAccount(); i++) {
            assertFailure(uses("guess " + i, PLAIN_FAST), "not-authorized");
        }

        assertFailure(uses(token, PLAIN_FAST), "temporary-auth-failure");
    }

    @Test
    void withNoTokensNothingIsOffered() {
        try (Stage without = Stage.builder()
                .fast(new FastTokens.Options(LIFETIME, ROTATION, 0))
                .plugins(List.of(new KeepingPlugin()))
                .build()) {
            Element features = without.stranger("juliet").offered();
            Optional<Element> inline = features.child(new Name("urn:xmpp:sasl:2", "authentication"))
                    .flatMap(feature -> feature.child("inline"));
            assertThat(inline.orElseThrow().child(new Name("urn:xmpp:fast:0", "fast")))
                    .isEmpty();
            assertNoToken(without.wire("juliet", PHONE + REQUEST).receives());
        }
    }
}
