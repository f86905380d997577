package im.godwit.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Messages of HTTP that two readers may take for different things (RFC 9112 §11), and clients that leave early. */
class RawHttpTest {
    private static final String HEAD = "POST /http-bind HTTP/1.1\r\nHost: localhost\r\n";

    private GatewayStand stand;

    @BeforeEach
    void start() throws IOException {
        stand = GatewayStand.start();
    }

    @AfterEach
    void stop() {
        stand.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n",
                "Content-Length: 5\r\nContent-Length: 6\r\n\r\nhello",
                "Content-Length: +5\r\n\r\nhello",
                "Content-Length: 0x5\r\n\r\nhello",
                "Content-Length: -1\r\n\r\n",
                "Host: example.org\r\nContent-Length: 0\r\n\r\n",
                "Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n",
                "Transfer-Encoding: chunked\r\n\r\n5x\r\nhello\r\n0\r\n\r\n",
                "Transfer-Encoding: chunked\r\n\r\nFFFFFFFFFFFFFFFFF\r\nhello\r\n0\r\n\r\n",
                "Content-Length : 5\r\n\r\nhello",
                " Folded: yes\r\nContent-Length: 0\r\n\r\n"
            })
    void whatIsAmbiguousIsRefusedAndTheConnectionClosed(String rest) throws IOException {
        try (RawClient client = new RawClient(stand)) {
            client.send(HEAD + rest);

            String answer = client.readAll(); // up to the end that the gateway makes
            assertThat(answer).startsWith("HTTP/1.1 400");
            assertThat(answer.split("HTTP/1.1 ")).hasSize(2);
            assertThat(stand.gateway().sessions()).isZero();
        }
    }

    @Test
    void aChunkExtensionHidesNoRequest() throws IOException {
        String hidden = "GET /page-config.json HTTP/1.1\r\nHost: localhost\r\n\r\n";
        try (RawClient client = new RawClient(stand)) {
            client.send(
                    HEAD + "Connection: close\r\nTransfer-Encoding: chunked\r\n\r\n5;a=\"\r\n\"\r\nhello\r\n0\r\n\r\n"
                            + hidden);

            assertThat(client.readAll()).doesNotContain("registration");
        }
    }

    /** RFC 9110 §6.5.1: what comes after the content says nothing about who sent it. */
    @Test
    void aTrailerIsNoHeader() throws IOException {
        String body = BoshClient.creation("wait='60' hold='1' ver='1.11'");
        String chunk = Integer.toHexString(body.length()) + "\r\n" + body + "\r\n0\r\n";
        try (GatewayStand behindProxy = GatewayStand.start(o -> o.withProxies(
                        new Proxies(Set.of(InetAddress.getLoopbackAddress()), Proxies.Header.X_FORWARDED)));
                RawClient client = new RawClient(behindProxy)) {
            client.send(HEAD + "Connection: close\r\nTransfer-Encoding: chunked\r\n\r\n" + chunk
                    + "X-Forwarded-For: 192.0.2.1\r\nX-Forwarded-Proto: https\r\n\r\n");

            assertThat(client.readAll()).contains("sid=").doesNotContain("secure=");
            assertThat(behindProxy.nextStream().transport().peer().encrypted()).isFalse();
        }
    }

    @Test
    void requestsThatComeTogetherAreAnsweredInTheirOrder() throws IOException {
        String body = BoshClient.creation("wait='60' hold='1' ver='1.11'");
        String post = HEAD + "Content-Length: " + body.length() + "\r\n\r\n" + body;
        try (RawClient client = new RawClient(stand)) {
            client.send(post + post + "GET /nothing HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");

            String answers = client.readAll();
            assertThat(answers.split("HTTP/1.1 200")).hasSize(3);
            assertThat(answers.indexOf("HTTP/1.1 404")).isGreaterThan(answers.lastIndexOf("HTTP/1.1 200"));
            assertThat(stand.gateway().sessions()).isEqualTo(2);
        }
    }

    @Test
    void clientsOfHttp10AreServed() throws IOException {
        String body = BoshClient.creation("wait='60' hold='1' ver='1.11'");
        try (RawClient client = new RawClient(stand)) {
            client.send("POST /http-bind HTTP/1.0\r\nContent-Length: " + body.length() + "\r\n\r\n" + body);

            assertThat(client.readAll()).contains(" 200 OK").contains("sid=").doesNotContain("chunked");
        }
    }

    @Test
    void aClientThatLeavesInTheMiddleOfARequestChangesNothing() throws IOException {
        BoshClient bosh = stand.client();
        String body = "<body xmlns='http://jabber.org/protocol/httpbind' rid='1001' sid='" + bosh.sid()
                + "'><message xmlns='jabber:client' id='half'/></body>";
        try (RawClient client = new RawClient(stand)) {
            client.send(HEAD + "Content-Length: " + body.length() + "\r\n\r\n" + body.substring(0, body.length() - 1));
        }
        await().atMost(GatewayStand.PATIENCE).until(() -> stand.gateway().connections() <= 1);

        assertThat(stand.gateway().sessions()).isEqualTo(1);
        bosh.send(BoshClient.messageXml("whole"));
        assertThat(bosh.stream().nextElement()).isEqualTo(BoshClient.message("whole"));
    }

    @Test
    void aClientThatLeavesWhileItsRequestIsHeldGetsTheAnswerWhenItComesBack() throws IOException {
        BoshClient bosh = stand.client();
        String body = "<body xmlns='http://jabber.org/protocol/httpbind' rid='1001' sid='" + bosh.sid() + "'></body>";
        try (RawClient client = new RawClient(stand)) {
            client.send(HEAD + "Content-Length: " + body.length() + "\r\n\r\n" + body);
            bosh.awaitHeld(1);
        }
        bosh.transport().send(BoshClient.message("m"));

        assertThat(GatewayStand.await(bosh.send(1001, "", "")).payload()).containsExactly(BoshClient.message("m"));
    }

    @Test
    void aRequestThatComesBehindAHeldOneIsReadWhenThatIsAnswered() throws IOException {
        BoshClient bosh = stand.client();
        String body = "<body xmlns='http://jabber.org/protocol/httpbind' rid='1001' sid='" + bosh.sid() + "'></body>";
        try (RawClient client = new RawClient(stand)) {
            client.send(HEAD + "Content-Length: " + body.length() + "\r\n\r\n" + body);
            bosh.awaitHeld(1);
            client.send("GET /nothing HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
            stand.get("/page-config.json"); // the selector had its turn, and found nobody who wants the bytes

            bosh.transport().send(BoshClient.message("m"));

            String answers = client.readAll();
            assertThat(answers).containsSubsequence("HTTP/1.1 200", "id='m'", "HTTP/1.1 404");
        }
    }

    @Test
    void aConnectionServesOneHeldRequestAfterAnother() throws IOException {
        BoshClient bosh = stand.client();
        try (RawClient client = new RawClient(stand)) {
            for (int rid = 1001; rid <= 1003; rid++) {
                String body = "<body xmlns='http://jabber.org/protocol/httpbind' rid='" + rid + "' sid='" + bosh.sid()
                        + "'></body>";
                // in two parts, so that the second is waited for
                client.send(HEAD + "Content-Length: " + body.length() + "\r\n\r\n" + body.substring(0, 9));
                stand.get("/page-config.json");
                client.send(body.substring(9));
                bosh.awaitHeld(1);

                bosh.transport().send(BoshClient.message("m" + rid));

                assertThat(client.readAnswer()).contains("id='m" + rid + "'");
            }
        }
    }
}
