package im.godwit.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import im.godwit.http.HttpAnswer;
import im.godwit.http.HttpHandler;
import im.godwit.http.HttpRoute;
import im.godwit.jid.Jid;
import im.godwit.store.StoreException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PluginRouteTest {
    private static final Jid HAMLET = Jid.parse("hamlet@example.com");

    private GatewayStand stand;

    private void serve(HttpHandler handler) {
        try {
            stand = GatewayStand.with(
                    new Offers(List.of(new HttpRoute("/things", 100, handler)), PluginRouteTest::check));
        } catch (IOException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static PasswordCheck.Finding check(Jid account, String password, InetAddress from) {
        assertThat(from.isLoopbackAddress()).isTrue();
        if (password.equals("one more guess")) {
            return new PasswordCheck.TooMany(Duration.ofMinutes(10));
        }
        boolean right = account.equals(HAMLET) && password.equals("to be: ünd");
        return right ? new PasswordCheck.Right() : new PasswordCheck.Wrong();
    }

    @AfterEach
    void close() {
        stand.close();
    }

    private static HttpAnswer words(String words) {
        return HttpAnswer.of(200, "text/plain", words);
    }

    private Reply send(HttpRequest.Builder request) {
        return GatewayStand.await(stand.send(request.build()));
    }

    private HttpRequest.Builder as(String name, String password) {
        byte[] both = (name + ":" + password).getBytes(StandardCharsets.UTF_8);
        return stand.request("/things")
                .header("Authorization", "Basic " + Base64.getEncoder().encodeToString(both));
    }

    @Test
    void anAnswerIsDataUnlessItHasAPolicyOfItsOwn() {
        serve(request -> request.path().isEmpty()
                ? words("data")
                : HttpAnswer.of(200, "text/html", "page").with("Content-Security-Policy", "default-src 'self'"));

        assertThat(send(stand.request("/things")).header("Content-Security-Policy"))
                .isEqualTo("default-src 'none'; sandbox");
        assertThat(send(stand.request("/things/page")).header("Content-Security-Policy"))
                .isEqualTo("default-src 'self'");
    }

    @Test
    void aHandlerGetsAllOfARequest() {
        serve(request -> words(request.method()
                + request.path()
                + request.parameter("q")
                + request.header("x-more")
                + new String(request.body(), StandardCharsets.UTF_8)
                + request.account()));

        Reply reply = send(stand.request("/things/a%2Fb/100%25/%C3%BC/a%20b%3Fc+d?q=1%262&q=3")
                .header("X-More", "yes")
                .POST(BodyPublishers.ofString("content")));

        assertThat(reply.text())
                .isEqualTo("POST[a/b, 100%, ü, a b?c+d]Optional[1&2]Optional[yes]contentOptional.empty");
        assertThat(reply.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(stand.get("/thingsome").status()).isEqualTo(404);
    }

    @Test
    void contentIsBounded() {
        serve(request -> words("never"));

        assertThat(send(stand.request("/things").POST(BodyPublishers.ofString("x".repeat(101))))
                        .status())
                .isEqualTo(413);
    }

    @Test
    void theRightPasswordNamesTheAccount() {
        serve(request ->
                words(request.account().map(Jid::toString).orElse("nobody") + request.header("authorization")));

        assertThat(send(as("hamlet", "to be: ünd")).text()).isEqualTo("hamlet@example.comOptional.empty");
        assertThat(send(as("hamlet@example.com", "to be: ünd")).text()).startsWith("hamlet@example.com");
        Reply wrong = send(as("hamlet", "not to be"));
        assertThat(wrong.status()).isEqualTo(401);
        assertThat(wrong.header("WWW-Authenticate")).startsWith("Basic realm=");
        assertThat(send(as("no account@@", "x")).status()).isEqualTo(401);
        assertThat(send(stand.request("/things").header("Authorization", "Bearer x"))
                        .status())
                .isEqualTo(401);
    }

    @Test
    void whoGuessesTooOftenIsToldWhenToComeBack() {
        serve(request -> words("in"));

        Reply refused = send(as("hamlet", "one more guess"));
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.header("Retry-After")).isEqualTo("600");
        assertThat(stand.get("/things").text()).isEqualTo("in");
    }

    @Test
    void whoHasTheContentAlreadyDoesNotGetItAgain() {
        serve(request -> HttpAnswer.of(200, "text/plain", "same").with("ETag", "\"one\""));

        Reply known = send(stand.request("/things").header("If-None-Match", "\"zero\", W/\"one\""));
        assertThat(known.status()).isEqualTo(304);
        assertThat(known.text()).isEmpty();
        assertThat(known.header("ETag")).isEqualTo("\"one\"");
        assertThat(send(stand.request("/things").header("If-None-Match", "\"zero\""))
                        .text())
                .isEqualTo("same");
    }

    @Test
    void headIsGetWithoutContent() {
        serve(request -> words("five!"));

        Reply head = send(stand.request("/things").method("HEAD", BodyPublishers.noBody()));
        assertThat(head.status()).isEqualTo(200);
        assertThat(head.header("Content-Length")).isEqualTo("5");
        assertThat(head.text()).isEmpty();
    }

    @Test
    void failuresTellNothingOfTheInside() {
        serve(request -> {
            throw request.method().equals("GET")
                    ? new StoreException("disk secret", new IOException())
                    : new IllegalStateException("bug secret");
        });

        Reply store = stand.get("/things");
        assertThat(store.status()).isEqualTo(503);
        assertThat(store.header("Retry-After")).isNotEmpty();
        assertThat(store.text()).doesNotContain("secret");
        Reply bug = send(stand.request("/things").DELETE());
        assertThat(bug.status()).isEqualTo(500);
        assertThat(bug.text()).doesNotContain("secret");
    }

    @Test
    void pagesOfOtherOriginsMayAskBeforehand() {
        serve(request -> words("x"));

        Reply preflight = send(stand.request("/things")
                .header("Origin", "https://a.example")
                .method("OPTIONS", BodyPublishers.noBody()));
        assertThat(preflight.status()).isEqualTo(204);
        assertThat(preflight.header("Access-Control-Allow-Origin")).isEqualTo("*");
        assertThat(preflight.header("Access-Control-Allow-Methods")).contains("PUT");
        assertThat(preflight.header("Access-Control-Allow-Headers")).contains("Last-Event-ID");
        assertThat(preflight.header("Access-Control-Allow-Credentials")).isEmpty();
        assertThat(send(stand.request("/things").method("PATCH", BodyPublishers.noBody()))
                        .status())
                .isEqualTo(405);
    }
}
