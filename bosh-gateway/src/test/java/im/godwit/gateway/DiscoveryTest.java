package im.godwit.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** XEP-0156: where clients find BOSH and WebSocket; and what the chat page asks for. */
class DiscoveryTest {
    private static GatewayStand at(String address, Optional<String> publicUrl, boolean registration)
            throws IOException {
        return GatewayStand.start(o -> GatewayOptions.defaults(List.of("example.com", "münchen.example"))
                .at(address, OptionalInt.of(0), Optional.empty())
                .withPublicUrl(publicUrl.map(URI::create))
                .withRegistration(registration)
                .withOrigins(Set.of()));
    }

    @Test
    void bothFormatsNameTheConfiguredAddress() throws IOException {
        try (GatewayStand stand = at("127.0.0.1", Optional.of("https://chat.example.com/web/"), false)) {
            Reply xrd = stand.get("/.well-known/host-meta");
            Reply jrd = stand.get("/.well-known/host-meta.json");

            assertThat(xrd.status()).isEqualTo(200);
            assertThat(xrd.header("Content-Type")).startsWith("application/xrd+xml");
            assertThat(xrd.header("Access-Control-Allow-Origin")).isEqualTo("*");
            assertThat(xrd.body().elements())
                    .extracting(
                            link -> link.attribute("rel").orElseThrow(),
                            link -> link.attribute("href").orElseThrow())
                    .containsExactly(
                            tuple("urn:xmpp:alt-connections:websocket", "wss://chat.example.com/web/xmpp-websocket"),
                            tuple("urn:xmpp:alt-connections:xbosh", "https://chat.example.com/web/http-bind"));
            assertThat(jrd.header("Content-Type")).startsWith("application/json");
            assertThat(jrd.header("Access-Control-Allow-Origin")).isEqualTo("*");
            assertThat(jrd.text()).isEqualToIgnoringWhitespace("""
                            {"links":[{"rel":"urn:xmpp:alt-connections:websocket",
                                "href":"wss://chat.example.com/web/xmpp-websocket"},
                                {"rel":"urn:xmpp:alt-connections:xbosh",
                                "href":"https://chat.example.com/web/http-bind"}]}""");
        }
    }

    @Test
    void onLoopbackTheListenersOwnAddressIsNamed() throws IOException {
        try (GatewayStand stand = at("127.0.0.1", Optional.empty(), false)) {
            assertThat(stand.get("/.well-known/host-meta.json").text())
                    .contains("\"http://127.0.0.1:" + stand.port() + "/http-bind\"")
                    .contains("\"ws://127.0.0.1:" + stand.port() + "/xmpp-websocket\"");
        }
    }

    @Test
    void anAddressWithoutEncryptionIsNotNamedToOthers() throws IOException {
        try (GatewayStand stand = at("127.0.0.1", Optional.of("http://chat.example.com"), false)) {
            // XEP-0156 §2.2: only https
            assertThat(stand.get("/.well-known/host-meta").body().elements()).isEmpty();
            assertThat(stand.get("/.well-known/host-meta.json").text().strip()).isEqualTo("{\"links\":[]}");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "example.com, 200",
        "EXAMPLE.com:5280, 200",
        "xn--mnchen-3ya.example, 200",
        "chat.example.com, 200",
        "localhost, 200",
        "[::1]:5280, 200",
        "evil.example.org, 404",
        "10.0.0.1, 404",
        "example.com.evil.example.org, 404"
    })
    void onlyNamesOfOursHaveHostMeta(String host, int status) throws IOException {
        try (GatewayStand stand = at("127.0.0.1", Optional.of("https://chat.example.com"), false);
                RawClient client = new RawClient(stand)) {
            client.send("GET /.well-known/host-meta HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n");

            String answer = client.readAll();
            assertThat(answer).startsWith("HTTP/1.1 " + status).doesNotContain("evil");
        }
    }

    @Test
    void thePageLearnsItsDomainAndWhereBoshIs() throws IOException {
        try (GatewayStand stand = at("127.0.0.1", Optional.empty(), true)) {
            Reply reply = stand.get("/page-config.json");

            assertThat(reply.header("Content-Type")).startsWith("application/json");
            assertThat(reply.header("Access-Control-Allow-Origin")).isEmpty();
            assertThat(reply.text().strip())
                    .isEqualTo("{\"domain\":\"example.com\",\"websocket\":\"/xmpp-websocket\",\"bosh\":\"/http-bind\","
                            + "\"registration\":true,\"address\":\"http://127.0.0.1:" + stand.port() + "\"}");
        }
    }
}
