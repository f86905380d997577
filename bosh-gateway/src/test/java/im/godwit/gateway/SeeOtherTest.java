package im.godwit.gateway;

import static im.godwit.gateway.BoshClient.message;
import static im.godwit.gateway.GatewayStand.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.godwit.core.transport.StreamCondition;
import im.godwit.core.transport.StreamError;
import im.godwit.testkit.Spec;
import im.godwit.xml.Element;
import im.godwit.xml.Name;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A gateway that goes, and tells its clients where there is another one. */
class SeeOtherTest {
    private static final URI OTHER = URI.create("wss://other.example.com/xmpp-websocket");
    private static final URI OTHER_BOSH = URI.create("https://other.example.com/http-bind");
    private static final Element URI_CHILD =
            Element.of(new Name(BoshBody.HTTPBIND, "uri"), "https://other.example.com/http-bind");
    private static final String CLOSE_THERE =
            "<close xmlns='urn:ietf:params:xml:ns:xmpp-framing' see-other-uri='" + OTHER + "'/>";

    private GatewayStand stand;

    @BeforeEach
    void start() throws IOException {
        stand = GatewayStand.start(SeeOtherTest::elsewhere);
    }

    private static GatewayOptions elsewhere(GatewayOptions options) {
        return options.withBosh(BoshOptions.defaults().withSeeOther(OTHER_BOSH))
                .withWebSocket(WebSocketOptions.defaults().withSeeOther(OTHER));
    }

    @AfterEach
    void stop() {
        stand.close();
    }

    @Test
    @Spec(value = "RFC 7395 §3.6.1", says = "<close/> with the URI of the new endpoint, at any point")
    void aGatewayThatStopsTellsWebSocketsTheOther() throws IOException {
        try (RawWebSocket socket = RawWebSocket.connect(stand).open()) {
            ScriptedStream stream = stand.nextStream();
            stream.nextHeader();

            stand.gateway().close();

            assertThat(socket.nextText()).isEqualTo(CLOSE_THERE);
            assertThat(socket.nextClose()).isEqualTo(1001);
            assertThat(stream.nextLost()).isEmpty(); // so that the session can be resumed there
        }
    }

    @Test
    void soDoesAServerThatStops() throws IOException {
        try (RawWebSocket socket = RawWebSocket.connect(stand).open()) {
            ScriptedStream stream = stand.nextStream();
            stream.nextHeader();

            stream.transport().close(Optional.of(StreamCondition.SYSTEM_SHUTDOWN.error()));

            assertThat(socket.nextText()).isEqualTo(CLOSE_THERE);
        }
    }

    /** The other gateway leads to the same server. */
    @Test
    void aServerBehindTheGatewayThatStopsSendsNobodyElsewhere() throws IOException {
        StreamError theirs =
                StreamError.received(StreamCondition.SYSTEM_SHUTDOWN.error().toElement());
        try (RawWebSocket socket = RawWebSocket.connect(stand).open()) {
            stand.nextStream().transport().close(Optional.of(theirs));

            assertThat(socket.nextError()).isEqualTo("system-shutdown"); // and a plain <close/>
        }
        BoshClient client = stand.client();
        CompletableFuture<Reply> held = client.poll();
        client.transport().close(Optional.of(theirs));
        assertThat(await(held).condition()).isEqualTo("remote-stream-error");
    }

    @Test
    void anyOtherErrorIsToldAsItIs() throws IOException {
        try (RawWebSocket socket = RawWebSocket.connect(stand).open()) {
            stand.nextStream().transport().close(Optional.of(StreamCondition.CONFLICT.error()));

            assertThat(socket.nextError()).isEqualTo("conflict"); // and a plain <close/>
        }
    }

    @Test
    @Spec(value = "XEP-0124 §17.2", says = "see-other-uri: the URI is in the <uri/> child")
    void aGatewayThatStopsTellsSessionsTheOtherAfterTheStanzas() {
        BoshClient client = stand.client();
        CompletableFuture<Reply> held = client.poll();
        BoshClient absent = stand.client();
        absent.transport().send(message("m"));

        stand.gateway().close();

        assertThat(await(held).attribute("type")).isEqualTo("terminate");
        assertThat(await(held).condition()).isEqualTo("see-other-uri");
        assertThat(await(held).payload()).containsExactly(URI_CHILD);
        assertThat(absent.stream().nextLost()).containsExactly(message("m"));
    }

    @Test
    void aServerThatStopsTellsSessionsTheOtherAfterTheStanzas() {
        BoshClient client = stand.client();
        client.transport().send(message("m"));
        client.transport().close(Optional.of(StreamCondition.SYSTEM_SHUTDOWN.error()));

        Reply reply = await(client.send(""));

        assertThat(reply.condition()).isEqualTo("see-other-uri");
        assertThat(reply.payload()).containsExactly(message("m"), URI_CHILD);
    }

    @Test
    void aGatewayThatHasMovedSendsWhoeverComesThere() throws IOException {
        try (GatewayStand moved = GatewayStand.before(new Moved(), SeeOtherTest::elsewhere);
                RawWebSocket socket = RawWebSocket.connect(moved)) {
            socket.send(RawWebSocket.OPEN);

            assertThat(socket.nextText()).startsWith("<open ").contains("from='example.com'", "version='1.0'");
            assertThat(socket.nextText()).isEqualTo(CLOSE_THERE);
            moved.timers().advance(Duration.ofMillis(500));
            assertThat(socket.nextClose()).isEqualTo(1001);
            Reply reply = await(moved.post(BoshClient.creation("wait='60' hold='1' ver='1.11'")));
            assertThat(reply.condition()).isEqualTo("see-other-uri");
            assertThat(reply.payload()).containsExactly(URI_CHILD);
            assertThat(moved.gateway().sessions()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ws://other.example.com/xmpp-websocket", "http://other.example.com/http-bind"})
    @Spec(value = "RFC 7395 §3.6.1", says = "no lower security: from wss to ws or http")
    void nobodyIsSentToWhereOthersCanListen(String uri) {
        assertThatThrownBy(() -> WebSocketOptions.defaults().withSeeOther(URI.create(uri)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(uri);
        assertThatThrownBy(() -> BoshOptions.defaults().withSeeOther(URI.create(uri)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(uri);
    }

    /** §3.6.1: it may be another transport. */
    @Test
    void aWebSocketMayBeSentToBosh() {
        assertThat(WebSocketOptions.defaults().withSeeOther(OTHER_BOSH).seeOther())
                .contains(OTHER_BOSH);
    }
}
