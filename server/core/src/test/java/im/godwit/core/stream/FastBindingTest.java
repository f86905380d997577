package im.godwit.core.stream;

import static im.godwit.core.stream.StreamFixture.header;
import static im.godwit.core.stream.StreamFixture.xml;
import static org.assertj.core.api.Assertions.assertThat;

import im.godwit.core.transport.StreamInput;
import im.godwit.xml.Element;
import im.godwit.xml.Name;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** XEP-0484 on connections with channel bindings. */
class FastBindingTest {
    private static final String DEVICE = "<user-agent id='d4565fa7-4d72-4749-b3d3-740edbf87770'/>";
    private static final String USE = DEVICE + "<fast xmlns='urn:xmpp:fast:0'/>";
    private static final byte[] ONE = "one channel".getBytes(StandardCharsets.UTF_8);
    private static final byte[] OTHER = "another channel".getBytes(StandardCharsets.UTF_8);
    private static final byte[] NOTHING = {};

    @TempDir
    Path folder;

    private StreamFixture fixture;
    private Element offered;

    @BeforeEach
    void start() {
        fixture = new StreamFixture(folder, StreamOptions.DEFAULTS);
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    /** Authenticates on a new connection; the answer. */
    private Element answer(ScriptedTransport transport, String mechanism, byte[] response, String wanted) {
        StreamInput input = fixture.accept(transport.encrypted());
        input.header(header("example.org"));
        transport.header();
        offered = transport.element();
        input.element(xml("<authenticate xmlns='urn:xmpp:sasl:2' mechanism='" + mechanism + "'><initial-response>"
                + Base64.getEncoder().encodeToString(response) + "</initial-response>" + wanted + "</authenticate>"));
        return transport.element();
    }

    private static ScriptedTransport over(String type, byte[] data) {
        return new ScriptedTransport().withBinding(type, data);
    }

    private String token(String type, String mechanism) {
        byte[] password = "\0juliet\0wherefore".getBytes(StandardCharsets.UTF_8);
        String request = "<request-token xmlns='urn:xmpp:fast:0' mechanism='" + mechanism + "'/>";
        return answer(over(type, ONE), "PLAIN", password, DEVICE + request)
                .child(new Name("urn:xmpp:fast:0", "token"))
                .flatMap(token -> token.attribute("token"))
                .orElseThrow();
    }

    private static byte[] hmac(String token, String role, byte[] bound) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(token.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            mac.update(role.getBytes(StandardCharsets.US_ASCII));
            return mac.doFinal(bound);
        } catch (GeneralSecurityException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }

    private static byte[] message(String token, byte[] bound) {
        ByteArrayOutputStream message = new ByteArrayOutputStream();
        message.writeBytes("juliet\0".getBytes(StandardCharsets.UTF_8));
        message.writeBytes(hmac(token, "Initiator", bound));
        return message.toByteArray();
    }

    private static Optional<String> condition(Element failure) {
        assertThat(failure.local()).isEqualTo("failure");
        return failure.firstChild().map(Element::local);
    }

    @ParameterizedTest
    @CsvSource({"tls-exporter, HT-SHA-256-EXPR", "tls-server-end-point, HT-SHA-256-ENDP"})
    void tokenIsProvenForTheChannel(String type, String mechanism) {
        String token = token(type, mechanism);

        Element answer = answer(over(type, OTHER), mechanism, message(token, OTHER), USE);

        assertThat(answer.local()).isEqualTo("success");
        assertThat(answer.child("additional-data").map(Element::text))
                .contains(Base64.getEncoder().encodeToString(hmac(token, "Responder", OTHER)));
    }

    @ParameterizedTest
    @CsvSource({"tls-exporter, HT-SHA-256-EXPR", "tls-server-end-point, HT-SHA-256-ENDP"})
    void whatWasSaidOnAnotherChannelIsRefused(String type, String mechanism) {
        String token = token(type, mechanism);

        assertThat(condition(answer(over(type, OTHER), mechanism, message(token, ONE), USE)))
                .contains("not-authorized");
    }

    @ParameterizedTest
    @CsvSource({"tls-exporter, HT-SHA-256-EXPR", "tls-server-end-point, HT-SHA-256-ENDP"})
    void tokenForAChannelIsRefusedWithoutOne(String type, String mechanism) { // §3.4
        String token = token(type, mechanism);

        assertThat(condition(answer(over(type, ONE), "HT-SHA-256-NONE", message(token, NOTHING), USE)))
                .contains("not-authorized");
    }

    @Test
    void tokenForNoChannelIsRefusedWithOne() { // §3.4
        String token = token("tls-exporter", "HT-SHA-256-NONE");

        assertThat(condition(answer(over("tls-exporter", ONE), "HT-SHA-256-EXPR", message(token, ONE), USE)))
                .contains("not-authorized");
        assertThat(answer(over("tls-exporter", ONE), "HT-SHA-256-NONE", message(token, NOTHING), USE)
                        .local())
                .isEqualTo("success");
    }

    @ParameterizedTest
    @CsvSource({"tls-exporter, HT-SHA-256-EXPR", "tls-server-end-point, HT-SHA-256-ENDP"})
    void mechanismIsOfferedWhereItsChannelBindingIs(String type, String mechanism) { // §3.1
        String token = token(type, mechanism);

        assertThat(offered
                        .child(new Name(Sasl2.NAMESPACE, "authentication"))
                        .flatMap(feature -> feature.child("inline"))
                        .flatMap(inline -> inline.child(Fast.FAST))
                        .orElseThrow()
                        .elements()
                        .stream()
                        .map(Element::text))
                .containsExactly(mechanism, "HT-SHA-256-NONE");
        assertThat(condition(answer(new ScriptedTransport(), mechanism, message(token, ONE), USE)))
                .contains("invalid-mechanism");
    }
}
