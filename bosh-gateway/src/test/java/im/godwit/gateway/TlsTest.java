package im.godwit.gateway;

import static im.godwit.gateway.BoshClient.message;
import static im.godwit.gateway.GatewayStand.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.Certificate;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSocket;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** HTTP over TLS: HTTP/1.1, HTTP/2 and WebSocket with the certificates of XMPP. */
class TlsTest {
    private static final int SETTINGS = 4;
    private static final int PING = 6;
    private static final int GO_AWAY = 7;

    @TempDir
    private Path folder;

    private TlsStand tls;

    @BeforeEach
    void start() throws IOException, GeneralSecurityException {
        tls = TlsStand.start(folder, UnaryOperator.identity());
    }

    @AfterEach
    void stop() {
        tls.close();
    }

    @ParameterizedTest
    @EnumSource(names = {"HTTP_1_1", "HTTP_2"})
    void boshWorksOverBothVersionsOfHttpAndIsSecure(HttpClient.Version version) {
        try (HttpClient client = tls.client(version)) {
            HttpResponse<byte[]> response = TlsStand.send(
                    client,
                    tls.request("/http-bind")
                            .POST(BodyPublishers.ofString(BoshClient.creation("wait='60' hold='1' ver='1.11'")))
                            .build());
            assertThat(response.version()).isEqualTo(version);
            Reply creation = Reply.of(response);
            assertThat(creation.attribute("secure")).isEqualTo("true");

            ScriptedStream stream = tls.stand().nextStream();
            String poll = "<body xmlns='http://jabber.org/protocol/httpbind' rid='1001' sid='"
                    + creation.attribute("sid") + "'/>";
            CompletableFuture<HttpResponse<byte[]>> held = client.sendAsync(
                    tls.request("/http-bind")
                            .POST(BodyPublishers.ofString(poll))
                            .build(),
                    BodyHandlers.ofByteArray());
            Awaitility.await()
                    .atMost(GatewayStand.PATIENCE)
                    .until(() -> tls.stand().gateway().held() == 1);
            stream.transport().send(message("m"));
            assertThat(Reply.of(await(held)).payload()).containsExactly(message("m"));
        }
    }

    @Test
    void webSocketsAreEncryptedToo() throws IOException {
        try (RawWebSocket socket = RawWebSocket.connect(tls.stand(), tls.socket("http/1.1"), "")) {
            socket.open();

            assertThat(tls.stand().nextStream().transport().peer().encrypted()).isTrue();
        }
    }

    @Test
    void aCertificateThatWasRenewedIsShownWithoutARestart() throws IOException, GeneralSecurityException {
        assertThat(shown()).isEqualTo(tls.certificate());
        tls.renew();

        // files are looked at every two seconds
        Awaitility.await()
                .atMost(GatewayStand.PATIENCE)
                .untilAsserted(() -> assertThat(shown()).isEqualTo(tls.certificate()));
    }

    private Certificate shown() throws IOException, GeneralSecurityException {
        try (SSLSocket socket = tls.trustingAll()) {
            socket.startHandshake();
            return socket.getSession().getPeerCertificates()[0];
        }
    }

    @Test
    void ciphersWithoutAuthenticatedEncryptionAreRefused() throws IOException {
        try (SSLSocket socket = tls.socket("http/1.1")) {
            socket.setEnabledProtocols(new String[] {"TLSv1.2"});
            socket.setEnabledCipherSuites(
                    new String[] {"TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256", "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA256"});

            assertThatThrownBy(socket::startHandshake).isInstanceOf(SSLHandshakeException.class);
        }
    }

    @Test
    void aHandshakeThatDoesNotEndIsCutOff() throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), tls.port())) {
            socket.setSoTimeout((int) GatewayStand.PATIENCE.toMillis());
            socket.getOutputStream().write(new byte[] {22, 3, 1, 2, 0}); // the beginning of a ClientHello
            Awaitility.await()
                    .atMost(GatewayStand.PATIENCE)
                    .until(() -> tls.stand().gateway().connections() == 1);

            tls.stand().timers().advance(Duration.ofSeconds(20));

            assertThat(socket.getInputStream().read()).isNegative();
        }
    }

    @Test
    void aHeaderThatDoesNotEndIsCutOffOverTlsToo() throws IOException {
        try (SSLSocket socket = tls.socket("http/1.1")) {
            socket.getOutputStream()
                    .write("GET / HTTP/1.1\r\nHost: localhost\r\nX-Slow: ".getBytes(StandardCharsets.US_ASCII));

            Awaitility.await().atMost(GatewayStand.PATIENCE).until(() -> {
                tls.stand().timers().advance(Duration.ofSeconds(30));
                return tls.stand().gateway().connections() == 0;
            });
        }
    }

    @Test
    void http2IsBounded() throws IOException {
        try (SSLSocket socket = tls.socket("h2")) {
            DataOutputStream out = new DataOutputStream(socket.getOutputStream());
            DataInputStream in = new DataInputStream(socket.getInputStream());
            out.writeBytes("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");
            out.write(new byte[] {0, 0, 0, SETTINGS, 0, 0, 0, 0, 0});
            out.flush();

            Http2Frame settings = Http2Frame.read(in);
            assertThat(settings.type()).isEqualTo(SETTINGS);
            // RFC 9113 §6.5.2: concurrent streams, size of headers; no WebSockets (RFC 8441)
            assertThat(settings.values())
                    .containsEntry(3, 32)
                    .containsEntry(6, 8192)
                    .containsEntry(8, 0);

            assertThat(floodOfPings(out, in)).isEqualTo(11); // §7: ENHANCE_YOUR_CALM
        }
    }

    /** The code with which the server goes away. */
    private static int floodOfPings(DataOutputStream out, DataInputStream in) throws IOException {
        for (int i = 0; i < 100; i++) {
            out.write(new byte[] {0, 0, 8, PING, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, (byte) i});
        }
        out.flush();
        Http2Frame frame = Http2Frame.read(in);
        while (frame.type() != GO_AWAY) {
            frame = Http2Frame.read(in);
        }
        return frame.content()[7];
    }

    private record Http2Frame(int type, byte[] content) {
        static Http2Frame read(DataInputStream in) throws IOException {
            int length = in.readUnsignedByte() << 16 | in.readUnsignedShort();
            int type = in.readUnsignedByte();
            in.skipNBytes(5);
            return new Http2Frame(type, in.readNBytes(length));
        }

        /** What a SETTINGS frame sets. */
        Map<Integer, Integer> values() {
            Map<Integer, Integer> values = new HashMap<>();
            ByteBuffer bytes = ByteBuffer.wrap(content);
            while (bytes.hasRemaining()) {
                values.put((int) bytes.getShort(), bytes.getInt());
            }
            return values;
        }
    }

    @Test
    void tlsAloneIsAnnouncedForTheDomain() throws IOException, GeneralSecurityException {
        try (TlsStand alone =
                        TlsStand.start(folder.resolve("other"), o -> o.at("127.0.0.1", OptionalInt.empty(), o.tls()));
                HttpClient client = alone.client(HttpClient.Version.HTTP_2)) {
            Reply reply = Reply.of(TlsStand.send(
                    client, alone.request("/.well-known/host-meta.json").build()));

            assertThat(alone.stand().gateway().port()).isEmpty();
            assertThat(reply.text())
                    .contains("\"https://example.com:" + alone.port() + "/http-bind\"")
                    .contains("\"wss://example.com:" + alone.port() + "/xmpp-websocket\"");
        }
    }
}
