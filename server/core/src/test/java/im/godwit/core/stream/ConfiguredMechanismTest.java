package im.godwit.core.stream;

import static im.godwit.core.stream.StreamFixture.header;
import static im.godwit.core.stream.StreamFixture.xml;
import static org.assertj.core.api.Assertions.assertThat;

import im.godwit.core.auth.BearerLogins;
import im.godwit.core.auth.BearerTokens.Flaw;
import im.godwit.core.auth.BearerTokens.Verdict;
import im.godwit.core.auth.CertificateLogins;
import im.godwit.core.transport.StreamInput;
import im.godwit.jid.Jid;
import im.godwit.xml.Element;
import im.godwit.xml.Name;
import im.godwit.xml.Namespaces;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Mechanisms that an operator has to ask for, in both profiles of SASL (RFC 6120 §6, XEP-0388). */
class ConfiguredMechanismTest {
    private static final Jid JULIET = Jid.of("juliet", "example.org");
    private static final String ERROR = "{\"status\":\"invalid_token\",\"openid-configuration\":\"https://sso\"}";

    @TempDir
    Path folder;

    private StreamFixture fixture;
    private ScriptedTransport transport;
    private StreamInput input;
    private Element offered;

    @BeforeEach
    void start() {
        BearerLogins bearer = new BearerLogins(
                Set.of(JULIET.domainJid()),
                URI.create("https://sso"),
                Optional.empty(),
                (token, claimed) ->
                        token.equals("good") ? new Verdict.Good("juliet") : new Verdict.Bad(Flaw.INVALID_TOKEN),
                JULIET::equals);
        fixture = new StreamFixture(
                folder, StreamOptions.DEFAULTS, List.of(bearer, new CertificateLogins(JULIET::equals)));
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    private void open(Jid... certified) {
        transport = new ScriptedTransport().encrypted().certified(certified);
        input = fixture.accept(transport);
        input.header(header("example.org"));
        transport.header();
        offered = transport.element();
    }

    private Element begin(SaslProfile profile, String mechanism, String message) {
        String text = base64(message);
        return answerTo(
                switch (profile) {
                    case SASL ->
                        "<auth xmlns='%s' mechanism='%s'>%s</auth>"
                                .formatted(profile.namespace(), mechanism, text.isEmpty() ? "=" : text);
                    case SASL2 ->
                        "<authenticate xmlns='%s' mechanism='%s'><initial-response>%s</initial-response></authenticate>"
                                .formatted(profile.namespace(), mechanism, text);
                });
    }

    private Element answerTo(String element) {
        input.element(xml(element));
        return transport.element();
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private List<String> mechanisms(SaslProfile profile) {
        Name name = new Name(
                profile.namespace(),
                switch (profile) {
                    case SASL -> "mechanisms";
                    case SASL2 -> "authentication";
                });
        return offered.child(name).orElseThrow().elements().stream()
                .map(Element::text)
                .toList();
    }

    private static void assertSuccess(Element answer, SaslProfile profile) {
        assertThat(answer.name()).isEqualTo(new Name(profile.namespace(), "success"));
    }

    @ParameterizedTest
    @EnumSource
    void tokenThatIsNotGoodIsExplainedAndThenFails(SaslProfile profile) { // RFC 7628 §3.2
        open();
        assertThat(mechanisms(profile)).contains("OAUTHBEARER").doesNotContain("EXTERNAL");

        assertThat(begin(profile, "OAUTHBEARER", "n,,\1auth=Bearer bad\1\1"))
                .isEqualTo(xml("<challenge xmlns='%s'>%s</challenge>".formatted(profile.namespace(), base64(ERROR))));
        assertThat(answerTo("<response xmlns='%s'>AQ==</response>".formatted(profile.namespace())))
                .isEqualTo(Element.builder(profile.namespace(), "failure")
                        .add(Element.of(new Name(Namespaces.SASL, "not-authorized")))
                        .build());
        assertSuccess(begin(profile, "OAUTHBEARER", "n,,\1auth=Bearer good\1\1"), profile);
    }

    @ParameterizedTest
    @EnumSource
    void clientMayGiveUpAfterTheExplanation(SaslProfile profile) { // RFC 7628 §3.2.3
        open();
        begin(profile, "OAUTHBEARER", "n,,\1auth=\1\1");
        assertThat(answerTo("<abort xmlns='%s'/>".formatted(profile.namespace()))
                        .firstChild()
                        .map(Element::local))
                .contains("aborted");
    }

    @ParameterizedTest
    @EnumSource
    void certificateOpensItsAccount(SaslProfile profile) { // XEP-0178 §2
        open(JULIET);
        assertThat(mechanisms(profile)).contains("EXTERNAL");

        assertSuccess(begin(profile, "EXTERNAL", ""), profile);
    }
}
