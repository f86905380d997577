package im.godwit.gateway;

import static im.godwit.gateway.GatewayStand.await;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** XEP-0124 §5, §6 and what HTTP asks for: methods, origins, sizes, content that is no body. */
class HttpTest {
    private GatewayStand stand;

    @BeforeEach
    void start() throws IOException {
        stand = GatewayStand.start();
    }

    @AfterEach
    void stop() {
        stand.close();
    }

    private Reply postTo(String path, String content) {
        return await(stand.send(
                stand.request(path).POST(BodyPublishers.ofString(content)).build()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/http-bind", "/http-bind/", "/bosh", "/bosh/"})
    void boshIsAtItsCommonPaths(String path) {
        assertThat(postTo(path, BoshClient.creation("wait='60' hold='1'")).attribute("sid"))
                .isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/nothing", "/http-bind/more", "/im/godwit/gateway/Gateway.class", "/page/../pom.xml"})
    void anythingElseIsNotFound(String path) {
        Reply reply = stand.get(path);

        assertThat(reply.status()).isEqualTo(404);
        assertThat(reply.header("Server")).isEmpty();
        assertThat(reply.text()).doesNotContainIgnoringCase("jetty");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/..%2fpom.xml", "/%2e%2e/pom.xml", "/a;x=1/..;/b", "/%00", "/%252e%252e/x", "//http-bind"})
    void trickyPathsLeadNowhere(String path) {
        Reply reply = stand.get(path);

        assertThat(reply.status()).isIn(400, 404);
        assertThat(reply.header("Content-Type")).startsWith("text/plain");
        assertThat(reply.text()).doesNotContainIgnoringCase("jetty").doesNotContain("Exception");
    }

    @Test
    void aBrowserThatLooksIsToldWhatThisIs() {
        Reply reply = stand.get("/http-bind");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.header("Content-Type")).startsWith("text/plain");
        assertThat(reply.text()).contains("BOSH");
    }

    /** The syntax of scripts left XEP-0124 with version 1.11.1. */
    @Test
    void aRequestInAnAddressMakesNoSessionAndNoScript() {
        String body = URLEncoder.encode(BoshClient.creation("wait='60' hold='1'"), StandardCharsets.UTF_8);

        Reply reply = stand.get("/http-bind?" + body.replace("+", "%20"));

        assertThat(reply.header("Content-Type")).startsWith("text/plain");
        assertThat(reply.text()).doesNotContain("_BOSH_", "sid");
        assertThat(stand.gateway().sessions()).isZero();
    }

    @Test
    void otherMethodsAreNotAllowed() {
        Reply reply = await(stand.send(stand.request("/http-bind").DELETE().build()));

        assertThat(reply.status()).isEqualTo(405);
        assertThat(reply.header("Allow")).isEqualTo("POST, GET, OPTIONS");
    }

    @Test
    void pagesOfAnyOriginMayUseBoshButNeverWithCredentials() {
        Reply preflight = await(stand.send(stand.request("/http-bind")
                .method("OPTIONS", BodyPublishers.noBody())
                .header("Origin", "https://chat.example.org")
                .header("Access-Control-Request-Method", "POST")
                .build()));

        assertThat(preflight.status()).isEqualTo(204);
        assertThat(preflight.header("Access-Control-Allow-Origin")).isEqualTo("*");
        assertThat(preflight.header("Access-Control-Allow-Methods")).isEqualTo("POST, GET, OPTIONS");
        assertThat(preflight.header("Access-Control-Allow-Headers")).isEqualTo("Content-Type, Content-Encoding");
        assertThat(preflight.header("Access-Control-Max-Age")).isEqualTo("86400");
        assertThat(preflight.header("Access-Control-Allow-Credentials")).isEmpty();
        assertThat(stand.client().creation().header("Access-Control-Allow-Origin"))
                .isEqualTo("*");
    }

    @Test
    void whereOriginsAreListedOthersGetNoPermission() throws IOException {
        try (GatewayStand strict = GatewayStand.start(o -> o.withOrigins(Set.of("https://chat.example.org")))) {
            assertThat(originFor(strict, "https://chat.example.org")).isEqualTo("https://chat.example.org");
            assertThat(originFor(strict, "https://evil.example.org")).isEmpty();
        }
    }

    private static String originFor(GatewayStand stand, String origin) {
        Reply reply = await(stand.send(stand.request("/http-bind")
                .POST(BodyPublishers.ofString(BoshClient.creation("wait='60' hold='1'")))
                .header("Origin", origin)
                .build()));
        assertThat(reply.header("Vary")).isEqualTo("Origin");
        return reply.header("Access-Control-Allow-Origin");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "hello",
                "<body",
                "<body xmlns='http://jabber.org/protocol/httpbind' rid='1' to='example.com'>",
                "<body rid='1' to='example.com'/>",
                "<other xmlns='http://jabber.org/protocol/httpbind' rid='1' to='example.com'/>",
                "<body xmlns='http://jabber.org/protocol/httpbind' rid='1' to='example.com' ver='1.11'>text</body>",
                "<body xmlns='http://jabber.org/protocol/httpbind' rid='1' to='example.com'><!-- c --></body>",
                "<body xmlns='http://jabber.org/protocol/httpbind' rid='1' to='example.com'><?pi x?></body>",
                "<body xmlns='http://jabber.org/protocol/httpbind' rid='1' to='&xxe;'/>",
                "<!DOCTYPE body [<!ENTITY xxe SYSTEM 'file:///etc/passwd'>]>"
                        + "<body xmlns='http://jabber.org/protocol/httpbind' rid='1' to='&xxe;'/>",
                "<body xmlns='http://jabber.org/protocol/httpbind' rid='1' to='example.com'/><body/>"
            })
    void contentThatIsNoBodyIsABadRequest(String content) {
        Reply reply = postTo("/http-bind", content);

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.condition()).isEqualTo("bad-request");
        assertThat(stand.gateway().sessions()).isZero();
    }

    @Test
    void xmlBeyondTheParsersLimitsViolatesThePolicy() {
        String deep = "<a>".repeat(100) + "</a>".repeat(100);
        Reply reply = postTo(
                "/http-bind",
                "<body xmlns='http://jabber.org/protocol/httpbind' rid='1' to='example.com'>" + deep + "</body>");

        assertThat(reply.condition()).isEqualTo("policy-violation");
    }

    @Test
    void anyContentTypeWillDo() {
        Reply reply = await(stand.send(stand.request("/http-bind")
                .POST(BodyPublishers.ofString(BoshClient.creation("wait='60' hold='1'")))
                .header("Content-Type", "text/plain")
                .build()));

        assertThat(reply.attribute("sid")).isNotEmpty();
    }

    @Test
    void stanzasWithoutANamespaceOfTheirOwnAreStanzas() {
        BoshClient client = stand.client();

        client.send("<message id='m'><body>hi</body><x xmlns='urn:other'/></message>");

        assertThat(client.stream().nextElement())
                .hasToString("<message xmlns='jabber:client' id='m'><body>hi</body><x xmlns='urn:other'/></message>");
    }

    @Test
    void contentLargerThanAnyoneMaySendIsRefusedUnread() {
        assertThat(postTo("/http-bind", "x".repeat(512 * 1024 + 1)).status()).isEqualTo(413);
    }

    @Test
    void beforeAuthenticationALargeRequestViolatesThePolicyAndAfterItNot() {
        BoshClient stranger = stand.client();
        BoshClient user = stand.client();
        user.transport().authenticated();
        String large = "<message xmlns='jabber:client'><body>" + "x".repeat(70_000) + "</body></message>";

        assertThat(await(stranger.send(large)).condition()).isEqualTo("policy-violation");
        user.send(large);
        assertThat(user.stream().nextElement().local()).isEqualTo("message");
    }

    @Test
    void headersLargerThanEightKibibytesAreRefused() {
        Reply reply = await(stand.send(
                stand.request("/http-bind").header("X-Long", "x".repeat(9000)).build()));

        assertThat(reply.status()).isEqualTo(431);
        assertThat(reply.text()).isEqualTo("Request Header Fields Too Large\n");
        assertThat(reply.text()).doesNotContainIgnoringCase("jetty");
    }
}
