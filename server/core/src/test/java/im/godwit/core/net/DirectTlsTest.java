package im.godwit.core.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.godwit.core.net.ListenerOptions.Mode;
import im.godwit.core.transport.StreamHeader;
import im.godwit.xml.Element;
import java.io.IOException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.function.Consumer;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLParameters;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a TLS handshake may agree on, shown with direct TLS (XEP-0368); STARTTLS has the same TLS. */
@Timeout(60)
class DirectTlsTest {
    private static final int HANDSHAKE = 22;
    private static final int ALERT = 21;
    private static final int HANDSHAKE_FAILURE = 40;
    private static final int PROTOCOL_VERSION = 70;
    private static final int ECDHE_ECDSA_WITH_AES_128_GCM_SHA256 = 0xc02b;

    @TempDir
    Path folder;

    private TlsFixture server;

    @BeforeEach
    void listen() throws IOException {
        server = TlsFixture.open(Mode.DIRECT_TLS, folder, "example.org", "chat.example.org", "xn--bcher-kva.example");
    }

    @AfterEach
    void close() {
        server.close();
    }

    private TlsClient client(Consumer<SSLParameters> parameters) throws Exception {
        return TlsClient.over(server.connect(), parameters);
    }

    private static Consumer<SSLParameters> version(String version) {
        return parameters -> parameters.setProtocols(new String[] {version});
    }

    /** Content type, and for an alert its description. */
    private int[] answerTo(byte[] bytes) throws IOException {
        try (Client client = server.connect()) {
            client.send(bytes);
            byte[] answer = client.socket().getInputStream().readNBytes(7);
            assertThat(answer).hasSize(7);
            return new int[] {answer[0], answer[0] == ALERT ? answer[6] : -1};
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void versionsOfTodayAreSpoken(String version) throws Exception {
        try (TlsClient client = client(version(version)).handshake()) {
            client.send(Client.HEADER + "<presence/>");

            Recorder.Stream stream = server.recorder.next();
            assertThat(stream.next(StreamHeader.class).to()).contains("example.org");
            assertThat(stream.next(Element.class).local()).isEqualTo("presence");
            assertThat(client.session().getProtocol()).isEqualTo(version);
            assertThat(stream.transport.peer().encrypted()).isTrue();
            assertThat(stream.transport.canStartTls()).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {ClientHello.TLS_1_0, ClientHello.TLS_1_1})
    void versionsOfThePastAreRefused(int version) throws Exception {
        // RFC 8996 §4, §5
        assertThat(answerTo(ClientHello.of(version, 0xc009, 0xc013, 0x002f))).containsExactly(ALERT, PROTOCOL_VERSION);
    }

    @Test
    void aHandMadeHelloWithAGoodSuiteIsAnswered() throws Exception {
        assertThat(answerTo(ClientHello.of(ClientHello.TLS_1_2, ECDHE_ECDSA_WITH_AES_128_GCM_SHA256))[0])
                .isEqualTo(HANDSHAKE);
    }

    // RFC 9325 §4.1, §4.2: no NULL, RC4, 3DES, export; no static key exchange; no CBC
    @ParameterizedTest(name = "{1}")
    @CsvSource({
        "c006, ECDHE_ECDSA_WITH_NULL_SHA",
        "c007, ECDHE_ECDSA_WITH_RC4_128_SHA",
        "c008, ECDHE_ECDSA_WITH_3DES_EDE_CBC_SHA",
        "c009, ECDHE_ECDSA_WITH_AES_128_CBC_SHA",
        "c023, ECDHE_ECDSA_WITH_AES_128_CBC_SHA256",
        "c024, ECDHE_ECDSA_WITH_AES_256_CBC_SHA384",
        "c02d, ECDH_ECDSA_WITH_AES_128_GCM_SHA256",
        "009c, RSA_WITH_AES_128_GCM_SHA256",
        "002f, RSA_WITH_AES_128_CBC_SHA",
        "c018, ECDH_anon_WITH_AES_128_CBC_SHA",
        "0003, RSA_EXPORT_WITH_RC4_40_MD5"
    })
    void weakCiphersAreRefused(String suite, String name) throws Exception {
        assertThat(answerTo(ClientHello.of(ClientHello.TLS_1_2, Integer.parseInt(suite, 16))))
                .as(name)
                .containsExactly(ALERT, HANDSHAKE_FAILURE);
    }

    @Test
    void serverChoosesTheCipher() throws Exception {
        String weaker = "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256";
        String stronger = "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384";
        try (TlsClient client = client(version("TLSv1.2").andThen(p -> {
                    p.setCipherSuites(new String[] {weaker, stronger});
                }))
                .handshake()) {
            assertThat(client.session().getCipherSuite()).isEqualTo(stronger);
        }
    }

    @Test
    void clientsMayNotRenegotiate() throws Exception {
        try (TlsClient client = client(version("TLSv1.2")).handshake()) {
            assertThatThrownBy(() -> {
                        client.handshake();
                        client.readToEnd();
                    })
                    .isInstanceOf(SSLException.class);
            server.recorder.next().untilLost();
        }
    }

    @ParameterizedTest
    @CsvSource({"xmpp-client,", "xmpp-server, xmpp-client", "http/1.1, xmpp-client"})
    void protocolOfClientsIsChosen(String first, String second) throws Exception {
        String[] offered = second == null ? new String[] {first} : new String[] {first, second};
        try (TlsClient client = client(p -> p.setApplicationProtocols(offered)).handshake()) {
            assertThat(client.engine().getApplicationProtocol()).isEqualTo("xmpp-client");
        }
    }

    @Test
    void clientNeedNotNameAProtocol() throws Exception {
        try (TlsClient client = client(p -> {}).handshake()) {
            assertThat(client.engine().getApplicationProtocol()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"h2", "http/1.1", "xmpp-server", "XMPP-CLIENT", "xmpp-client "})
    void otherProtocolsAreRefused(String protocol) throws Exception {
        // RFC 7301 §3.2: so that what was meant for another service is not taken here
        try (TlsClient client = client(p -> p.setApplicationProtocols(new String[] {protocol}))) {
            assertThatThrownBy(client::handshake)
                    .isInstanceOf(SSLHandshakeException.class)
                    .hasMessageContaining("no_application_protocol");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "example.org, example.org",
        "EXAMPLE.org, example.org",
        "pubsub.example.org, example.org",
        "chat.example.org, chat.example.org",
        "rooms.chat.example.org, chat.example.org",
        "xn--bcher-kva.example, xn--bcher-kva.example",
        "notexample.org, example.org",
        "elsewhere.example, example.org"
    })
    void certificateIsThatOfTheNamedDomain(String named, String shown) throws Exception {
        try (TlsClient client =
                client(p -> p.setServerNames(List.of(new SNIHostName(named)))).handshake()) {
            X509Certificate certificate = (X509Certificate) client.session().getPeerCertificates()[0];
            assertThat(certificate.getSubjectX500Principal().getName()).isEqualTo("CN=" + shown);
        }
    }

    @Test
    void clientThatNamesNoDomainSeesTheFirstCertificate() throws Exception {
        try (TlsClient client = client(p -> p.setServerNames(List.of())).handshake()) {
            assertThat(((X509Certificate) client.session().getPeerCertificates()[0])
                            .getSubjectX500Principal()
                            .getName())
                    .isEqualTo("CN=example.org");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void bothSidesHaveTheSameChannelBindings(String version) throws Exception {
        try (TlsClient client = client(version(version)).handshake()) {
            hasOurBindings(client);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void resumedSessionsHaveChannelBindingsToo(String version) throws Exception {
        SSLContext sessions = Client.trusting();
        long created;
        try (TlsClient client =
                TlsClient.over(server.connect(), sessions, version(version)).handshake()) {
            created = client.session().getCreationTime();
            hasOurBindings(client);
        }
        try (TlsClient client =
                TlsClient.over(server.connect(), sessions, version(version)).handshake()) {
            assertThat(client.session().getCreationTime()).as("it is resumed").isEqualTo(created);
            hasOurBindings(client);
        }
    }

    /** Computes the client's side of RFC 9266 §4 and RFC 5929 §4.1. */
    private void hasOurBindings(TlsClient client) throws Exception {
        client.send(Client.HEADER);
        Recorder.Stream stream = server.recorder.next();
        stream.next(StreamHeader.class);
        stream.transport.open(Recorder.HEADER);
        client.readUntil("xmlns:stream='http://etherx.jabber.org/streams'>");

        assertThat(stream.transport.channelBindings()).containsExactly("tls-exporter", "tls-server-end-point");
        assertThat(stream.transport.channelBinding("tls-exporter"))
                .hasValue(client.session().exportKeyingMaterialData("EXPORTER-Channel-Binding", new byte[0], 32));
        assertThat(stream.transport.channelBinding("tls-server-end-point"))
                .hasValue(MessageDigest.getInstance("SHA-256")
                        .digest(client.session().getPeerCertificates()[0].getEncoded()));
        assertThat(stream.transport.channelBinding("tls-unique")).isEmpty();
    }
}
