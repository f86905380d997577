package im.godwit.core.stream;

import static im.godwit.core.stream.StreamFixture.header;
import static im.godwit.core.stream.StreamFixture.xml;
import static org.assertj.core.api.Assertions.assertThat;

import im.godwit.core.transport.StreamInput;
import im.godwit.xml.Element;
import im.godwit.xml.Namespaces;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 6120 §6: the elements of SASL, whatever the mechanism. */
class SaslNegotiationTest {
    private static final String FIRST = base64("n,,n=juliet,r=abc");
    private static final String PASSWORD = base64("\0juliet\0wherefore");

    @TempDir
    Path folder;

    private StreamFixture fixture;
    private ScriptedTransport transport;
    private StreamInput input;

    @BeforeEach
    void open() {
        fixture = new StreamFixture(folder, StreamOptions.DEFAULTS);
        transport = new ScriptedTransport().encrypted();
        input = fixture.accept(transport);
        input.header(header("example.org"));
        transport.header();
        transport.element();
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private Element answerTo(String local, String attributes, String content) {
        input.element(xml("<%1$s xmlns='urn:ietf:params:xml:ns:xmpp-sasl' %2$s>%3$s</%1$s>"
                .formatted(local, attributes, content)));
        return transport.element();
    }

    private Element auth(String mechanism, String content) {
        return answerTo("auth", "mechanism='" + mechanism + "'", content);
    }

    private static Element failure(String condition) {
        return Element.builder(Namespaces.SASL, "failure").child(condition).build();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"*", "AGp1\nbGll", " AGp1", "AG=1", "A", "=A", "==", "AGp1bGlldAB3aGVyZWZvcmU=x", "&lt;x/&gt;"})
    void whatIsNotBase64IsIncorrectlyEncoded(String content) {
        assertThat(auth("PLAIN", content)).isEqualTo(failure("incorrect-encoding"));
    }

    @Test
    void responseThatIsNotBase64IsIncorrectlyEncoded() {
        assertThat(auth("SCRAM-SHA-1", FIRST).local()).isEqualTo("challenge");

        assertThat(answerTo("response", "", "*")).isEqualTo(failure("incorrect-encoding"));
    }

    @Test
    void emptyInitialResponseIsAnEmptyMessage() {
        assertThat(auth("PLAIN", "=")).isEqualTo(failure("malformed-request"));
    }

    @Test
    void clientMayWaitForAnEmptyChallenge() {
        assertThat(auth("PLAIN", "")).isEqualTo(xml("<challenge xmlns='urn:ietf:params:xml:ns:xmpp-sasl'/>"));

        assertThat(answerTo("response", "", PASSWORD).local()).isEqualTo("success");
    }

    @ParameterizedTest
    @ValueSource(strings = {"mechanism='DIGEST-MD5'", "mechanism=''", "", "mechanism='plain'"})
    void mechanismThatIsNotOfferedIsInvalid(String attribute) {
        assertThat(answerTo("auth", attribute, PASSWORD)).isEqualTo(failure("invalid-mechanism"));
    }

    @Test
    void abortedExchangeIsOverAndAnotherMayBegin() {
        assertThat(auth("SCRAM-SHA-1", FIRST).local()).isEqualTo("challenge");

        assertThat(answerTo("abort", "", "")).isEqualTo(failure("aborted"));
        assertThat(answerTo("response", "", base64("c=biws,r=abc,p=AAAA"))).isEqualTo(failure("malformed-request"));
        assertThat(auth("PLAIN", PASSWORD).local()).isEqualTo("success");
    }

    @Test
    void responseWithoutAnExchangeIsMalformed() {
        assertThat(answerTo("response", "", PASSWORD)).isEqualTo(failure("malformed-request"));
    }

    @Test
    void failedExchangeTakesNoFurtherResponse() {
        assertThat(auth("PLAIN", base64("\0juliet\0wrong"))).isEqualTo(failure("not-authorized"));

        assertThat(answerTo("response", "", PASSWORD)).isEqualTo(failure("malformed-request"));
    }
}
