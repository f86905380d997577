package im.godwit.gateway;

import static im.godwit.gateway.BoshClient.message;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import im.godwit.core.transport.StreamCondition;
import im.godwit.testkit.Spec;
import im.godwit.xml.Element;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** RFC 7395 §3.5, §3.6: how streams and WebSockets end. */
class WebSocketEndTest {
    private GatewayStand stand;
    private RawWebSocket socket;
    private ScriptedStream stream;

    @BeforeEach
    void start() throws IOException {
        stand = GatewayStand.start();
        socket = RawWebSocket.connect(stand).open();
        stream = stand.nextStream();
        stream.nextHeader();
    }

    @AfterEach
    void stop() throws IOException {
        socket.close();
        stand.close();
    }

    private void awaitEnd() {
        await().atMost(GatewayStand.PATIENCE).until(() -> stand.gateway().webSockets() == 0);
    }

    @Test
    @Spec(value = "RFC 7395 §3.6", says = "<close/> is answered; who closed the stream closes the WebSocket")
    void aClientClosesTheStreamAndThenTheWebSocket() throws IOException {
        socket.send(RawWebSocket.CLOSED);

        assertThat(socket.nextText()).isEqualTo(RawWebSocket.CLOSED);
        stream.next(ScriptedStream.Event.Ended.class);
        socket.closeWith(1000);
        assertThat(socket.nextClose()).isEqualTo(1000);
        assertThat(socket.isOver()).isTrue();
        awaitEnd();
        assertThat(stream.isQuiet()).isTrue();
    }

    @Test
    void aClientThatLeavesTheWebSocketOpenAfterItsStreamIsHelped() throws IOException {
        socket.send(RawWebSocket.CLOSED);
        assertThat(socket.nextText()).isEqualTo(RawWebSocket.CLOSED);

        stand.timers().advance(Duration.ofSeconds(2));
        assertThat(socket.nextClose()).isEqualTo(1000);
        stand.timers().advance(Duration.ofSeconds(3));
        assertThat(socket.isOver()).isTrue();
        awaitEnd();
    }

    @Test
    void theServerWaitsForTheClientsEndBeforeItClosesTheWebSocket() throws IOException {
        stream.transport().close(Optional.empty());
        assertThat(socket.nextText()).isEqualTo(RawWebSocket.CLOSED);

        socket.send(RawWebSocket.CLOSED);

        assertThat(socket.nextClose()).isEqualTo(1000);
        socket.closeWith(1000);
        assertThat(socket.isOver()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "SYSTEM_SHUTDOWN, 1001",
        "CONFLICT, 1008",
        "POLICY_VIOLATION, 1008",
        "NOT_WELL_FORMED, 1002",
        "INTERNAL_SERVER_ERROR, 1011",
        "RESOURCE_CONSTRAINT, 1013"
    })
    @Spec(value = "RFC 7395 §3.5", says = "the error is a message, then the connection is closed")
    void anErrorIsSaidBeforeTheWebSocketIsClosed(StreamCondition condition, int status) throws IOException {
        stream.transport().close(Optional.of(condition.error()));

        assertThat(socket.nextError()).isEqualTo(condition.local());
        stand.timers().advance(Duration.ofMillis(500));
        assertThat(socket.nextClose()).isEqualTo(status);
        socket.answerClose(status);
        assertThat(socket.isOver()).isTrue();
        awaitEnd();
    }

    @Test
    @Spec(value = "RFC 7395 §3.6", says = "a WebSocket that ends before its stream ends it too")
    void aWebSocketThatIsClosedAloneIsALoss() throws IOException {
        socket.closeWith(1001);

        assertThat(stream.nextLost()).isEmpty();
        assertThat(socket.nextClose()).isEqualTo(1001);
        assertThat(socket.isOver()).isTrue();
        awaitEnd();
    }

    @Test
    void aConnectionThatBreaksIsALoss() throws IOException {
        socket.close();

        assertThat(stream.nextLost()).isEmpty();
        awaitEnd();
    }

    @Test
    void aClientThatDoesNotReadIsCutOffAndWhatItDidNotGetComesBack() throws IOException {
        Element large = message("large")
                .with(Element.builder("jabber:client", "body")
                        .text("x".repeat(64 * 1024))
                        .build());
        List<Element> sent = new ArrayList<>();
        while (stand.gateway().webSockets() > 0) {
            sent.add(large.withAttribute("id", "m" + sent.size()));
            stream.transport().send(sent.getLast());
            assertThat(sent).as("stanzas that wait").hasSizeLessThan(1000);
        }

        List<Element> lost = stream.nextLost();
        assertThat(lost.size()).isLessThanOrEqualTo(17); // a mebibyte, and the one that was too much
        assertThat(lost).isEqualTo(sent.subList(sent.size() - lost.size(), sent.size()));
        awaitEnd();
    }

    @Test
    void aDefectInTheStreamEndsTheConnection() throws IOException {
        stream.failNext();

        socket.send(BoshClient.messageXml("m"));

        assertThat(stream.nextLost()).isEmpty();
        assertThat(socket.isOver()).isTrue();
        awaitEnd();
    }

    @Test
    void aGatewayThatStopsSaysSo() throws IOException {
        stand.gateway().close();

        assertThat(stream.nextLost()).isEmpty();
        assertThat(socket.nextError()).isEqualTo("system-shutdown");
        assertThat(socket.nextClose()).isEqualTo(1001);
        assertThat(socket.isOver()).isTrue();
    }

    @Test
    void beyondTheMostConnectionsClientsAreTurnedAway() throws IOException {
        try (GatewayStand small = GatewayStand.start(
                o -> o.withWebSocket(WebSocketOptions.defaults().withMaxConnections(1)))) {
            try (RawWebSocket first = RawWebSocket.connect(small).open();
                    RawClient second = new RawClient(small)) {
                second.send(RawWebSocket.upgrade("/ws", "Sec-WebSocket-Protocol: xmpp\r\n")
                        .replace("Connection: Upgrade", "Connection: Upgrade, close"));
                assertThat(second.readAll()).startsWith("HTTP/1.1 503").contains("Retry-After: 10");
                first.closeWith(1000);
            }
            await().atMost(GatewayStand.PATIENCE).until(() -> small.gateway().webSockets() == 0);
            RawWebSocket.connect(small, new Socket(InetAddress.getLoopbackAddress(), small.port()), "")
                    .close();
        }
    }
}
