package im.godwit.gateway;

import static im.godwit.gateway.GatewayStand.await;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** XEP-0205 §4.1: how many sessions and WebSockets one client's address may have. */
class AddressLimitsTest {
    private static final String OFFER = "Sec-WebSocket-Protocol: xmpp\r\n";

    private static GatewayStand stand(int connections, int unauthenticated) throws IOException {
        return GatewayStand.start(o -> o.withPerAddress(new AddressLimits(connections, unauthenticated))
                .withProxies(new Proxies(Set.of(InetAddress.getLoopbackAddress()), Proxies.Header.X_FORWARDED)));
    }

    private static Reply create(GatewayStand stand, String address) {
        return await(stand.send(stand.request("/http-bind")
                .POST(BodyPublishers.ofString(BoshClient.creation("wait='60' hold='1' ver='1.11'")))
                .header("X-Forwarded-For", address)
                .build()));
    }

    private static String handshake(GatewayStand stand, String address) throws IOException {
        try (RawClient client = new RawClient(stand)) {
            client.send(RawWebSocket.upgrade("/ws", OFFER + "X-Forwarded-For: " + address + "\r\n"));
            return client.readHead();
        }
    }

    @Test
    void oneSessionTooManyIsRefusedAndThoseOfOtherClientsOfTheProxyAreNot() throws IOException {
        try (GatewayStand stand = stand(2, 2)) {
            assertThat(create(stand, "192.0.2.1").condition()).isEmpty();
            assertThat(create(stand, "192.0.2.1").condition()).isEmpty();

            assertThat(create(stand, "192.0.2.1").condition()).isEqualTo("policy-violation");
            assertThat(create(stand, "192.0.2.2").condition()).isEmpty();
            assertThat(stand.gateway().sessions()).isEqualTo(3);
        }
    }

    @Test
    void anIpv6NetworkCountsAsOneAddress() throws IOException {
        try (GatewayStand stand = stand(1, 1)) {
            assertThat(create(stand, "2001:db8::1").condition()).isEmpty();

            assertThat(create(stand, "2001:db8::2").condition()).isEqualTo("policy-violation");
            assertThat(create(stand, "2001:db8:0:1::1").condition()).isEmpty();
        }
    }

    @Test
    void whoHasLoggedInLeavesRoomForWhoHasNot() throws IOException {
        try (GatewayStand stand = stand(2, 1)) {
            create(stand, "192.0.2.1");
            assertThat(create(stand, "192.0.2.1").condition()).isEqualTo("policy-violation");
            stand.nextStream().transport().authenticated();

            assertThat(create(stand, "192.0.2.1").condition()).isEmpty();
        }
    }

    @Test
    void aSessionThatIsOverLeavesItsPlace() throws IOException {
        try (GatewayStand stand = stand(1, 1)) {
            Reply creation = create(stand, "192.0.2.1");
            await(stand.post("<body xmlns='http://jabber.org/protocol/httpbind' rid='1001' type='terminate' sid='"
                    + creation.attribute("sid") + "'/>"));

            assertThat(create(stand, "192.0.2.1").condition()).isEmpty();
        }
    }

    @Test
    void aWebSocketTooManyIsRefusedAtItsHandshake() throws IOException {
        try (GatewayStand stand = stand(1, 1);
                RawClient first = new RawClient(stand)) {
            first.send(RawWebSocket.upgrade("/ws", OFFER + "X-Forwarded-For: 192.0.2.1\r\n"));
            assertThat(first.readHead()).startsWith("HTTP/1.1 101");

            assertThat(handshake(stand, "192.0.2.1")).startsWith("HTTP/1.1 429").contains("Retry-After:");
            assertThat(create(stand, "192.0.2.1").condition()).isEqualTo("policy-violation");
            assertThat(handshake(stand, "192.0.2.2")).startsWith("HTTP/1.1 101");
        }
    }

    @Test
    void aHandshakeThatFailsTakesNoPlace() throws IOException {
        try (GatewayStand stand = stand(1, 1);
                RawClient wrong = new RawClient(stand)) {
            wrong.send("GET /ws HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
                    + "Sec-WebSocket-Version: 12\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n" + OFFER
                    + "X-Forwarded-For: 192.0.2.1\r\n\r\n");
            assertThat(wrong.readHead()).doesNotStartWith("HTTP/1.1 101");

            assertThat(handshake(stand, "192.0.2.1")).startsWith("HTTP/1.1 101");
        }
    }
}
