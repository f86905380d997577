package im.godwit.core.stream;

import static im.godwit.core.stream.StreamFixture.header;
import static im.godwit.core.stream.StreamFixture.xml;
import static org.assertj.core.api.Assertions.assertThat;

import im.godwit.core.transport.StreamCondition;
import im.godwit.core.transport.StreamHeader;
import im.godwit.core.transport.StreamInput;
import im.godwit.xml.Element;
import im.godwit.xml.Name;
import im.godwit.xml.Namespaces;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** XEP-0388: authentication without a restart of the stream. */
class Sasl2Test {
    private static final String FIRST = base64("n,,n=juliet,r=abc");
    private static final String PASSWORD = base64("\0juliet\0wherefore");
    private static final Name FEATURE = new Name(Sasl2.NAMESPACE, "authentication");

    @TempDir
    Path folder;

    private StreamFixture fixture;
    private ScriptedTransport transport;
    private StreamInput input;
    private Element offered;

    @BeforeEach
    void start() {
        fixture = new StreamFixture(folder, StreamOptions.DEFAULTS);
        open(new ScriptedTransport().encrypted(), header("example.org"));
    }

    private void open(ScriptedTransport over, StreamHeader header) {
        transport = over;
        input = fixture.accept(transport);
        input.header(header);
        transport.header();
        offered = transport.element();
    }

    private void openFrom(String from) {
        StreamHeader plain = header("example.org");
        open(
                new ScriptedTransport().encrypted(),
                new StreamHeader(
                        plain.root(), plain.content(), plain.to(), Optional.of(from), plain.version(), plain.lang()));
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private void send(String element) {
        input.element(xml(element));
    }

    private Element answerTo(String element) {
        send(element);
        return transport.element();
    }

    private static String authenticate(String mechanism, String content) {
        return "<authenticate xmlns='urn:xmpp:sasl:2' mechanism='%s'>%s</authenticate>".formatted(mechanism, content);
    }

    private static String initial(String response) {
        return "<initial-response>" + response + "</initial-response>";
    }

    private static Element failure(String condition) {
        return xml("<failure xmlns='urn:xmpp:sasl:2'><%s xmlns='urn:ietf:params:xml:ns:xmpp-sasl'/></failure>"
                .formatted(condition));
    }

    private static Element success() {
        return xml("<success xmlns='urn:xmpp:sasl:2'>"
                + "<authorization-identifier>juliet@example.org</authorization-identifier></success>");
    }

    @Test
    void sameMechanismsAreOfferedInBothProfiles() {
        List<String> classic = offered.child(new Name(Namespaces.SASL, "mechanisms")).orElseThrow().elements().stream()
                .map(Element::text)
                .toList();

        assertThat(offered.child(FEATURE).orElseThrow().elements().stream()
                        .filter(child -> child.local().equals("mechanism"))
                        .map(Element::text))
                .isEqualTo(classic)
                .contains("SCRAM-SHA-256", "PLAIN");
    }

    @Test
    void inlineFeaturesAreOffered() {
        assertThat(offered.child(FEATURE)
                        .orElseThrow()
                        .child("inline")
                        .orElseThrow()
                        .elements())
                .containsExactly(
                        xml("<sm xmlns='urn:xmpp:sm:3'/>"),
                        xml("<bind xmlns='urn:xmpp:bind:0'><inline><feature var='urn:xmpp:sm:3'/>"
                                + "<feature var='urn:xmpp:csi:0'/></inline></bind>"),
                        xml("<fast xmlns='urn:xmpp:fast:0'><mechanism>HT-SHA-256-NONE</mechanism></fast>"));
    }

    @Test
    void nothingIsOfferedOrDoneWithoutEncryption(@TempDir Path other) { // §3
        fixture.close();
        fixture = new StreamFixture(other, new StreamOptions(false, StreamOptions.DEFAULTS.loginTimeout(), 5));
        open(new ScriptedTransport().withoutTls(), header("example.org"));

        assertThat(offered.child(new Name(Namespaces.SASL, "mechanisms"))).isPresent();
        assertThat(offered.child(FEATURE)).isEmpty();
        assertThat(answerTo(authenticate("SCRAM-SHA-1", initial(FIRST)))).isEqualTo(failure("encryption-required"));
    }

    @Test
    void successNamesTheAccountAndFeaturesFollowWithoutARestart() { // §2.6.1
        assertThat(answerTo(authenticate("PLAIN", initial(PASSWORD)))).isEqualTo(success());

        assertThat(transport.element().elements()).contains(xml("<bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'/>"));
        assertThat(transport.restartExpected).isFalse();
        assertThat(transport.authenticated).isTrue();
        assertThat(answerTo("<iq type='set' id='b'><bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'/></iq>")
                        .attribute("type"))
                .contains("result");
    }

    @Test
    void mechanismIsAskedToBeginWithoutAnInitialResponse() {
        assertThat(answerTo(authenticate("PLAIN", ""))).isEqualTo(xml("<challenge xmlns='urn:xmpp:sasl:2'/>"));

        assertThat(answerTo("<response xmlns='urn:xmpp:sasl:2'>" + PASSWORD + "</response>"))
                .isEqualTo(success());
    }

    @ParameterizedTest
    @ValueSource(strings = {"=", "*", "A"})
    void whatIsNotBase64IsIncorrectlyEncoded(String response) { // §2.2: "=" means nothing here
        assertThat(answerTo(authenticate("PLAIN", initial(response)))).isEqualTo(failure("incorrect-encoding"));
    }

    @Test
    void emptyInitialResponseIsAnEmptyMessage() { // §2.2
        assertThat(answerTo(authenticate("PLAIN", "<initial-response/>"))).isEqualTo(failure("malformed-request"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ANONYMOUS", "EXTERNAL", "", "plain", "SCRAM-SHA-1-PLUS", "HT-SHA-256-UNIQ"})
    void mechanismThatIsNotOfferedIsInvalid(String mechanism) { // §2.3
        assertThat(answerTo(authenticate(mechanism, initial(PASSWORD)))).isEqualTo(failure("invalid-mechanism"));
    }

    @Test
    void abortedAttemptIsOverAndAnotherMayBegin() {
        assertThat(answerTo(authenticate("SCRAM-SHA-1", initial(FIRST))).local())
                .isEqualTo("challenge");

        assertThat(answerTo("<abort xmlns='urn:xmpp:sasl:2'><text>never mind</text></abort>"))
                .isEqualTo(failure("aborted"));
        assertThat(answerTo("<response xmlns='urn:xmpp:sasl:2'>" + PASSWORD + "</response>"))
                .isEqualTo(failure("malformed-request"));
        assertThat(answerTo(authenticate("PLAIN", initial(PASSWORD)))).isEqualTo(success());
    }

    @Test
    void failedAttemptBindsNothing() { // §2.6.2
        String wrong = initial(base64("\0juliet\0wrong"));
        assertThat(answerTo(authenticate("PLAIN", wrong + "<bind xmlns='urn:xmpp:bind:0'/>")))
                .isEqualTo(failure("not-authorized"));

        assertThat(fixture.server().sessionCount()).isZero();
        assertThat(answerTo(authenticate("PLAIN", initial(PASSWORD)))).isEqualTo(success());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<presence/>",
                "<iq type='get' id='i'><query xmlns='jabber:iq:register'/></iq>",
                "<response xmlns='urn:ietf:params:xml:ns:xmpp-sasl'/>",
                "<r xmlns='urn:xmpp:sm:3'/>",
                "<authenticate xmlns='urn:xmpp:sasl:2' mechanism='PLAIN'/>",
            })
    void anythingElseDuringAnAttemptEndsTheStream(String other) { // §2.4
        assertThat(answerTo(authenticate("SCRAM-SHA-1", initial(FIRST))).local())
                .isEqualTo("challenge");

        send(other);

        transport.isClosedWith(StreamCondition.POLICY_VIOLATION);
    }

    @Test
    void whitespaceDuringAnAttemptEndsTheStream() { // §2.4
        input.space();
        assertThat(answerTo(authenticate("SCRAM-SHA-1", initial(FIRST))).local())
                .isEqualTo("challenge");

        input.space();

        transport.isClosedWith(StreamCondition.POLICY_VIOLATION);
    }

    @Test
    void secondAuthenticationEndsTheStream() { // §4.6
        assertThat(answerTo(authenticate("PLAIN", initial(PASSWORD)))).isEqualTo(success());
        transport.element();

        send(authenticate("PLAIN", initial(PASSWORD)));

        transport.isClosedWith(StreamCondition.UNSUPPORTED_STANZA_TYPE);
    }

    @Test
    void failuresAreLimitedInAllProfilesTogether() {
        String wrong = base64("\0juliet\0wrong");
        for (int i = 0; i < 4; i++) {
            assertThat(answerTo(authenticate("PLAIN", initial(wrong)))).isEqualTo(failure("not-authorized"));
        }

        assertThat(answerTo("<auth xmlns='urn:ietf:params:xml:ns:xmpp-sasl' mechanism='PLAIN'>" + wrong + "</auth>")
                        .local())
                .isEqualTo("failure");

        transport.isClosedWith(StreamCondition.POLICY_VIOLATION);
    }

    @ParameterizedTest
    @ValueSource(strings = {"juliet@example.org", "juliet@example.org/home", "JULIET@EXAMPLE.ORG", "example.org"})
    void headerMayNameTheAccount(String from) {
        openFrom(from);

        assertThat(answerTo(authenticate("PLAIN", initial(PASSWORD)))).isEqualTo(success());
    }

    @Test
    void whoClaimsInTheHeaderToBeSomebodyElseIsNotLetIn() { // §2.3
        openFrom("romeo@example.org");

        assertThat(answerTo(authenticate("PLAIN", initial(PASSWORD)))).isEqualTo(failure("invalid-authzid"));
        assertThat(transport.authenticated).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"romeo@example.org", "juliet@example.net", "juliet@example.org/home", "juliet"})
    void onlyTheOwnAccountMayBeActedFor(String authzid) {
        assertThat(answerTo(authenticate("PLAIN", initial(base64(authzid + "\0juliet\0wherefore")))))
                .isEqualTo(failure("invalid-authzid"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "balcony", "d4565fa7-4d72-1749-b3d3-740edbf87770"})
    void idOfAnInstallationIsAVersion4Uuid(String id) { // §2.3
        String agent = "<user-agent id='" + id + "'/>";

        assertThat(answerTo(authenticate("PLAIN", initial(PASSWORD) + agent))).isEqualTo(failure("malformed-request"));
    }
}
