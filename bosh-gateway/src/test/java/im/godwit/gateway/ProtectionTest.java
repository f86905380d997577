package im.godwit.gateway;

import static im.godwit.gateway.BoshClient.message;
import static im.godwit.gateway.BoshClient.messageXml;
import static im.godwit.gateway.GatewayStand.await;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** XEP-0124 §15, §19 and who a client is taken for. */
class ProtectionTest {
    private static final String SEED = "a seed that nobody knows";

    private static String hash(int times, String seed) {
        String hash = seed;
        for (int i = 0; i < times; i++) {
            hash = KeyChain.hash(hash);
        }
        return hash;
    }

    private static String key(int n) {
        return "key='" + hash(n, SEED) + "'";
    }

    private static GatewayStand behindProxy() throws IOException {
        return GatewayStand.start(
                o -> o.withProxies(new Proxies(Set.of(InetAddress.getLoopbackAddress()), Proxies.Header.X_FORWARDED)));
    }

    private static Reply forwarded(GatewayStand stand, String addresses, String protocol, String body) {
        return await(stand.send(stand.request("/http-bind")
                .POST(BodyPublishers.ofString(body))
                .header("X-Forwarded-For", addresses)
                .header("X-Forwarded-Proto", protocol)
                .build()));
    }

    @Test
    void requestsWithTheKeysOfTheSequenceAreTaken() throws IOException {
        try (GatewayStand stand = GatewayStand.start()) {
            BoshClient client = stand.client(
                    "wait='60' hold='1' ver='1.11' newkey='" + hash(3, SEED).toUpperCase(Locale.ROOT) + "'");
            client.sendWith(key(2), messageXml("1"));
            client.stream().nextElement();
            // §15.5: the last key of a sequence brings the next one
            client.sendWith(key(1) + " newkey='" + hash(2, "other") + "'", messageXml("2"));
            client.stream().nextElement();
            client.sendWith("key='" + hash(1, "other") + "'", messageXml("3"));

            assertThat(client.stream().nextElement()).isEqualTo(message("3"));
        }
    }

    @Test
    void aRequestWithoutTheRightKeyEndsTheSessionAndIsNotProcessed() throws IOException {
        try (GatewayStand stand = GatewayStand.start()) {
            for (String wrong : new String[] {"", "key='" + hash(1, "guess") + "'", key(3)}) {
                BoshClient client = stand.client("wait='60' hold='1' ver='1.11' newkey='" + hash(3, SEED) + "'");

                Reply reply = await(client.sendWith(wrong, messageXml("1")));

                assertThat(reply.condition()).isEqualTo("item-not-found");
                assertThat(client.stream().nextLost()).isEmpty();
            }
        }
    }

    @Test
    void aRepetitionNeedsTheKeyToo() throws IOException {
        try (GatewayStand stand = GatewayStand.start()) {
            BoshClient client = stand.client("wait='60' hold='1' ver='1.11' newkey='" + hash(3, SEED) + "'");
            client.transport().send(message("secret"));
            await(client.sendWith(key(2), ""));

            Reply stolen = await(client.send(client.rid(), "", ""));

            assertThat(stolen.condition()).isEqualTo("item-not-found");
            assertThat(stolen.payload()).isEmpty();
        }
    }

    @Test
    void aRepetitionWithItsKeyGetsTheAnswerAndTheSequenceGoesOn() throws IOException {
        try (GatewayStand stand = GatewayStand.start()) {
            BoshClient client = stand.client("wait='60' hold='1' ver='1.11' newkey='" + hash(3, SEED) + "'");
            client.transport().send(message("mine"));
            await(client.sendWith(key(2), ""));

            Reply again = await(client.send(client.rid(), key(2), ""));
            client.sendWith(key(1), messageXml("next"));

            assertThat(again.payload()).containsExactly(message("mine"));
            assertThat(client.stream().nextElement()).isEqualTo(message("next"));
        }
    }

    @Test
    void requestsOutOfOrderAreCheckedInTheOrderOfTheirKeys() throws IOException {
        try (GatewayStand stand = GatewayStand.start()) {
            BoshClient client = stand.client("wait='60' hold='1' ver='1.11' newkey='" + hash(3, SEED) + "'");
            client.send(1002, key(1), messageXml("b"));
            client.awaitHeld(1);
            client.send(1001, key(2), messageXml("a"));

            assertThat(client.stream().nextElement()).isEqualTo(message("a"));
            assertThat(client.stream().nextElement()).isEqualTo(message("b"));
        }
    }

    @Test
    void withoutATrustedProxyNobodyCanSayWhoTheyAre() throws IOException {
        try (GatewayStand stand = GatewayStand.start()) {
            Reply reply = forwarded(stand, "192.0.2.1", "https", BoshClient.creation("wait='60' hold='1'"));

            assertThat(reply.attribute("secure")).isEmpty();
            assertThat(stand.nextStream().transport().peer().address()).isEqualTo(InetAddress.getLoopbackAddress());
        }
    }

    @Test
    void aTrustedProxyTellsTheAddressNextToItAndTheEncryption() throws IOException {
        try (GatewayStand stand = behindProxy()) {
            Reply reply =
                    forwarded(stand, "203.0.113.9, 192.0.2.1", "https", BoshClient.creation("wait='60' hold='1'"));

            assertThat(reply.attribute("secure")).isEqualTo("true");
            assertThat(stand.nextStream().transport().peer().address()).isEqualTo(InetAddress.ofLiteral("192.0.2.1"));
        }
    }

    @Test
    void anUnencryptedRequestCannotTouchAnEncryptedSession() throws IOException {
        try (GatewayStand stand = behindProxy()) {
            Reply creation =
                    forwarded(stand, "192.0.2.1", "https", BoshClient.creation("wait='60' hold='1' ver='1.11'"));
            String request = "<body xmlns='http://jabber.org/protocol/httpbind' rid='1001' type='terminate' sid='"
                    + creation.attribute("sid") + "'/>";
            try (RawClient client = new RawClient(stand)) {
                client.send("POST /http-bind HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + request.length()
                        + "\r\n\r\n" + request);

                assertThat(client.readAll()).isEmpty(); // §19.1: closed, and the session goes on
            }
            assertThat(stand.gateway().sessions()).isEqualTo(1);
        }
    }
}
