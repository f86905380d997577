package im.godwit.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 6455 §4.2, RFC 7395 §3.1: who may open a WebSocket. */
class WebSocketHandshakeTest {
    private static String open(GatewayStand stand, String request) throws IOException {
        try (RawClient client = new RawClient(stand)) {
            client.send(request);
            return client.readHead();
        }
    }

    private static String open(GatewayStand stand, String path, String headers) throws IOException {
        return open(stand, RawWebSocket.upgrade(path, headers));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/xmpp-websocket", "/xmpp-websocket/", "/ws", "/ws/"})
    void webSocketsAreAtTheirCommonPaths(String path) throws IOException {
        try (GatewayStand stand = GatewayStand.start()) {
            assertThat(open(stand, path, "Sec-WebSocket-Protocol: chat, xmpp\r\n"))
                    .startsWith("HTTP/1.1 101")
                    .contains("Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=")
                    .contains("Sec-WebSocket-Protocol: xmpp\r\n");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Sec-WebSocket-Protocol: chat\r\n", "Sec-WebSocket-Protocol: XMPP\r\n"})
    void withoutTheSubprotocolThereIsNoWebSocket(String header) throws IOException {
        try (GatewayStand stand = GatewayStand.start()) {
            assertThat(open(stand, "/ws", header)).startsWith("HTTP/1.1 400");
        }
    }

    @Test
    void nothingIsCompressed() throws IOException {
        try (GatewayStand stand = GatewayStand.start()) {
            assertThat(open(
                            stand,
                            "/ws",
                            "Sec-WebSocket-Protocol: xmpp\r\nSec-WebSocket-Extensions: permessage-deflate\r\n"))
                    .startsWith("HTTP/1.1 101")
                    .doesNotContain("Extensions");
        }
    }

    @Test
    void aBrowserThatLooksIsToldWhatThisIs() throws IOException {
        try (GatewayStand stand = GatewayStand.start()) {
            Reply reply = stand.get("/xmpp-websocket");

            assertThat(reply.status()).isEqualTo(426);
            assertThat(reply.header("Upgrade")).isEqualTo("websocket");
            assertThat(reply.text()).contains("WebSocket");
        }
    }

    @Test
    void otherVersionsOfTheProtocolAreToldTheRightOne() throws IOException {
        try (GatewayStand stand = GatewayStand.start()) {
            String request = RawWebSocket.upgrade("/ws", "Sec-WebSocket-Protocol: xmpp\r\n")
                    .replace("Sec-WebSocket-Version: 13", "Sec-WebSocket-Version: 8");

            assertThat(open(stand, request)).startsWith("HTTP/1.1 426").contains("Sec-WebSocket-Version: 13");
        }
    }

    @Test
    void aHandshakeWithoutAKeyIsABadRequest() throws IOException {
        try (GatewayStand stand = GatewayStand.start()) {
            String request = RawWebSocket.upgrade("/ws", "Sec-WebSocket-Protocol: xmpp\r\n")
                    .replaceFirst("Sec-WebSocket-Key: [^\r]*\r\n", "");

            assertThat(open(stand, request)).startsWith("HTTP/1.1 400");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "https://chat.example.org, 101",
        "https://proxied.example.com, 101",
        "http://localhost, 101",
        "https://evil.example.org, 403",
        "https://localhost.evil.example.org, 403",
        "null, 403",
        "'', 403"
    })
    void onlyPagesOfTheListedOriginsAndOurOwnMayConnect(String origin, int status) throws IOException {
        try (GatewayStand stand = GatewayStand.start(o -> o.withOrigins(Set.of("https://chat.example.org"))
                .withPublicUrl(Optional.of(URI.create("https://proxied.example.com/web"))))) {
            assertThat(open(stand, "/ws", "Sec-WebSocket-Protocol: xmpp\r\nOrigin: " + origin + "\r\n"))
                    .startsWith("HTTP/1.1 " + status);
        }
    }

    @Test
    void programsThatAreNoBrowsersHaveNoOrigin() throws IOException {
        try (GatewayStand stand = GatewayStand.start(o -> o.withOrigins(Set.of()))) {
            assertThat(open(stand, "/ws", "Sec-WebSocket-Protocol: xmpp\r\n")).startsWith("HTTP/1.1 101");
        }
    }
}
