package im.godwit.gateway;

import static im.godwit.gateway.GatewayStand.await;
import static org.assertj.core.api.Assertions.assertThat;

import im.godwit.plugin.Peer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.Set;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Who a client behind proxies is taken for, by header and by the PROXY protocol. */
class ProxyTest {
    private static final String V1 = "PROXY TCP4 192.0.2.7 192.0.2.1 4711 443\r\n";

    /** Version 2: from 192.0.2.7, port 4711, to 192.0.2.1, port 443, with TLS 1.3. */
    private static final byte[] V2 = HexFormat.of()
            .parseHex("0d0a0d0a000d0a515549540a" + "21" + "11" + "0014" + "c0000207" + "c0000201" + "1267" + "01bb"
                    + "20" + "0005" + "01" + "00000000");

    @TempDir
    private Path folder;

    private static GatewayStand behind(Proxies.Header header) throws IOException {
        return GatewayStand.start(o -> o.withProxies(new Proxies(Set.of(InetAddress.getLoopbackAddress()), header)));
    }

    /** Whom a client is taken for whose request has these headers. */
    private static Peer peer(GatewayStand stand, String... headers) {
        Reply reply = await(stand.send(stand.request("/http-bind")
                .POST(BodyPublishers.ofString(BoshClient.creation("wait='60' hold='1'")))
                .headers(headers)
                .build()));
        assertThat(reply.attribute("sid")).isNotEmpty();
        return stand.nextStream().transport().peer();
    }

    private static Peer peer(String address, boolean encrypted) {
        return new Peer(InetAddress.ofLiteral(address), encrypted);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "for=192.0.2.7;proto=https | 192.0.2.7 | true",
                "For=\"[2001:db8::7]:4711\" ; Proto=https;by=192.0.2.1 | 2001:db8::7 | true",
                "for=\"192.0.2.7:4711\";proto=http | 192.0.2.7 | false",
                "for=203.0.113.9;proto=https, for=192.0.2.7 | 192.0.2.7 | false",
                "for=192.0.2.7, for=127.0.0.1;proto=https | 192.0.2.7 | true",
                "for=_hidden;proto=https | 127.0.0.1 | true",
                "for=192.0.2.7, for=unknown | 127.0.0.1 | false",
                "for=\"[2001:db8::7\" | 127.0.0.1 | false",
                "nonsense | 127.0.0.1 | false"
            })
    void theForwardedHeaderIsReadFromItsEnd(String header, String address, boolean encrypted) throws IOException {
        try (GatewayStand stand = behind(Proxies.Header.FORWARDED)) {
            assertThat(peer(stand, "Forwarded", header)).isEqualTo(peer(address, encrypted));
        }
    }

    @Test
    void theHeaderThatTheProxyDoesNotWriteIsNotBelieved() throws IOException {
        String[] both = {"Forwarded", "for=192.0.2.7", "X-Forwarded-For", "192.0.2.8", "X-Forwarded-Proto", "https"};
        try (GatewayStand stand = behind(Proxies.Header.FORWARDED)) {
            assertThat(peer(stand, both)).isEqualTo(peer("192.0.2.7", false));
        }
        try (GatewayStand stand = behind(Proxies.Header.X_FORWARDED)) {
            assertThat(peer(stand, both)).isEqualTo(peer("192.0.2.8", true));
        }
    }

    @Test
    void theHeaderCountsForWebSocketsAsWell() throws IOException {
        try (GatewayStand stand = behind(Proxies.Header.X_FORWARDED);
                RawWebSocket socket = RawWebSocket.connect(
                        stand,
                        new Socket(InetAddress.getLoopbackAddress(), stand.port()),
                        "X-Forwarded-For: 192.0.2.7\r\nX-Forwarded-Proto: https\r\n")) {
            assertThat(socket.open()).isNotNull();

            assertThat(stand.nextStream().transport().peer()).isEqualTo(peer("192.0.2.7", true));
        }
    }

    @Test
    void answersAskProxiesNeitherToKeepThemBackNorToKeepThem() throws IOException {
        try (GatewayStand stand = GatewayStand.start()) {
            Reply creation = stand.client().creation();

            assertThat(creation.header("X-Accel-Buffering")).isEqualTo("no");
            assertThat(creation.header("Cache-Control")).isEqualTo("no-store");
        }
    }

    enum Version {
        ONE(V1.getBytes(StandardCharsets.US_ASCII), false),
        TWO(V2, true);

        private final byte[] header;
        private final boolean encrypted;

        Version(byte[] header, boolean encrypted) {
            this.header = header;
            this.encrypted = encrypted;
        }
    }

    private static byte[] withRequest(byte[] header, String... headers) {
        String body = BoshClient.creation("wait='60' hold='1'");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(header);
        bytes.writeBytes(("POST /http-bind HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                        + String.join("", headers) + "Content-Length: " + body.length() + "\r\n\r\n" + body)
                .getBytes(StandardCharsets.UTF_8));
        return bytes.toByteArray();
    }

    @ParameterizedTest
    @EnumSource
    void aTrustedProxyTellsTheClientByTheProxyProtocol(Version version) throws IOException {
        try (GatewayStand stand = behind(Proxies.Header.X_FORWARDED);
                RawClient client = new RawClient(stand)) {
            // what stands in headers is the client's own word then
            client.send(
                    withRequest(version.header, "X-Forwarded-For: 203.0.113.9\r\n", "X-Forwarded-Proto: https\r\n"));

            assertThat(client.readAll()).startsWith("HTTP/1.1 200");
            assertThat(stand.nextStream().transport().peer()).isEqualTo(peer("192.0.2.7", version.encrypted));
        }
    }

    @ParameterizedTest
    @EnumSource
    void fromOthersTheProxyProtocolIsABadRequest(Version version) throws IOException {
        try (GatewayStand stand = GatewayStand.start(o -> o.withProxies(
                        new Proxies(Set.of(InetAddress.ofLiteral("192.0.2.1")), Proxies.Header.X_FORWARDED)));
                RawClient client = new RawClient(stand)) {
            client.send(withRequest(version.header));

            assertThat(client.readAll()).startsWith("HTTP/1.1 400");
            assertThat(stand.gateway().sessions()).isZero();
        }
    }

    @Test
    void theProxyProtocolMayStandBeforeTls() throws IOException, GeneralSecurityException {
        Proxies proxies = new Proxies(Set.of(InetAddress.getLoopbackAddress()), Proxies.Header.X_FORWARDED);
        try (TlsStand tls = TlsStand.start(folder, o -> o.withProxies(proxies));
                Socket plain = new Socket(InetAddress.getLoopbackAddress(), tls.port())) {
            plain.getOutputStream().write(V1.getBytes(StandardCharsets.US_ASCII));
            try (SSLSocket socket = tls.over(plain);
                    RawWebSocket webSocket = RawWebSocket.connect(tls.stand(), socket, "")) {
                webSocket.open();

                assertThat(tls.stand().nextStream().transport().peer()).isEqualTo(peer("192.0.2.7", true));
            }
        }
    }
}
