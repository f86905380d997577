package im.godwit.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** XEP-0156: where clients find BOSH; and what the chat page asks for. */
class DiscoveryTest {
    private static GatewayStand at(String address, Optional<String> publicUrl, boolean registration)
            throws IOException {
        return GatewayStand.start(o -> new GatewayOptions(
                address,
                0,
                publicUrl.map(URI::create),
                List.of("example.com", "münchen.example"),
                registration,
                Set.of(),
                Set.of(),
                o.bosh()));
    }

    @Test
    void bothFormatsNameTheConfiguredAddress() throws IOException {
        try (GatewayStand stand = at("127.0.0.1", Optional.of("https://chat.example.com/web/"), false)) {
            Reply xrd = stand.get("/.well-known/host-meta");
            Reply jrd = stand.get("/.well-known/host-meta.json");

            assertThat(xrd.status()).isEqualTo(200);
            assertThat(xrd.header("Content-Type")).startsWith("application/xrd+xml");
            assertThat(xrd.header("Access-Control-Allow-Origin")).isEqualTo("*");
            assertThat(xrd.body().elements()).singleElement().satisfies(link -> {
                assertThat(link.attribute("rel")).contains("urn:xmpp:alt-connections:xbosh");
                assertThat(link.attribute("href")).contains("https://chat.example.com/web/http-bind");
            });
            assertThat(jrd.header("Content-Type")).startsWith("application/json");
            assertThat(jrd.header("Access-Control-Allow-Origin")).isEqualTo("*");
            assertThat(jrd.text()).isEqualToIgnoringWhitespace("""
                            {"links":[{"rel":"urn:xmpp:alt-connections:xbosh",
                                "href":"https://chat.example.com/web/http-bind"}]}""");
        }
    }

    @Test
    void onLoopbackTheListenersOwnAddressIsNamed() throws IOException {
        try (GatewayStand stand = at("127.0.0.1", Optional.empty(), false)) {
            assertThat(stand.get("/.well-known/host-meta.json").text())
                    .contains("http://127.0.0.1:" + stand.gateway().port() + "/http-bind");
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
                    .isEqualTo("{\"domain\":\"example.com\",\"bosh\":\"/http-bind\",\"registration\":true}");
        }
    }
}
