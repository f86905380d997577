package im.godwit.gateway;

import static im.godwit.gateway.BoshClient.message;
import static im.godwit.gateway.BoshClient.messageXml;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import im.godwit.core.transport.StreamCondition;
import im.godwit.core.transport.StreamHeader;
import im.godwit.testkit.Spec;
import im.godwit.xml.Element;
import im.godwit.xml.Namespaces;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** RFC 7395: streams over WebSocket. */
class WebSocketTest {
    private GatewayStand stand;
    private RawWebSocket socket;

    @BeforeEach
    void start() throws IOException {
        stand = GatewayStand.start();
        socket = RawWebSocket.connect(stand);
    }

    @AfterEach
    void stop() throws IOException {
        socket.close();
        stand.close();
    }

    @Test
    @Spec(value = "RFC 7395 §3.4", says = "<open/> stands for the stream header, in both directions")
    void openBeginsTheStream() throws IOException {
        socket.send("<open xmlns='urn:ietf:params:xml:ns:xmpp-framing' to='example.com' from='juliet@example.com'"
                + " version='1.0' xml:lang='de'/>");

        StreamHeader header = stand.nextStream().nextHeader();
        assertThat(header.to()).contains("example.com");
        assertThat(header.from()).contains("juliet@example.com");
        assertThat(header.version()).contains("1.0");
        assertThat(header.lang()).contains("de");
        assertThat(header.content()).isEqualTo(Namespaces.CLIENT);
        assertThat(socket.nextText())
                .isEqualTo("<open xmlns='urn:ietf:params:xml:ns:xmpp-framing' from='example.com'"
                        + " to='juliet@example.com' id='stream-id' version='1.0' xml:lang='en'/>");
        // §3.3.3: the prefix is declared, as there is no parent that would
        assertThat(socket.nextText()).isEqualTo("<stream:features xmlns:stream='http://etherx.jabber.org/streams'/>");
    }

    @Test
    @Spec(value = "RFC 7395 §3.3.3", says = "one element is one message, which can be parsed on its own")
    void eachElementIsAMessage() throws IOException {
        socket.open();
        ScriptedStream stream = stand.nextStream();
        stream.nextHeader();

        socket.send(messageXml("in"));
        assertThat(stream.nextElement()).isEqualTo(message("in"));
        stream.transport().send(message("out"));
        assertThat(socket.nextText()).isEqualTo("<message xmlns='jabber:client' id='out'/>");
    }

    @Test
    void aMessageThatHoldsAnElementOfTheStreamNamespaceDeclaresItsPrefix() throws IOException {
        socket.open();
        Element tricky = message("m")
                .with(Element.builder(Namespaces.STREAMS, "features").build());

        stand.nextStream().transport().send(tricky);

        assertThat(socket.nextText())
                .isEqualTo("<message xmlns:stream='http://etherx.jabber.org/streams' xmlns='jabber:client' id='m'>"
                        + "<stream:features/></message>");
    }

    @Test
    void aMessageInFragmentsIsPutTogether() throws IOException {
        socket.open();
        ScriptedStream stream = stand.nextStream();
        stream.nextHeader();
        byte[] xml = "<message xmlns='jabber:client' id='ü'/>".getBytes(StandardCharsets.UTF_8);
        int half = xml.length - 4; // inside a character

        socket.frame(RawWebSocket.TEXT, false, Arrays.copyOf(xml, half));
        socket.frame(RawWebSocket.PING, true, new byte[] {7}); // RFC 6455 §5.4: may stand between fragments
        socket.frame(RawWebSocket.CONTINUATION, true, Arrays.copyOfRange(xml, half, xml.length));

        assertThat(stream.nextElement()).isEqualTo(message("ü"));
        assertThat(socket.next().opCode()).isEqualTo(RawWebSocket.PONG);
    }

    @Test
    @Spec(value = "RFC 7395 §3.7", says = "a restart is a new <open/> without a <close/> before it")
    void aRestartIsANewOpen() throws IOException {
        socket.open();
        ScriptedStream stream = stand.nextStream();
        stream.nextHeader();
        stream.transport().expectRestart();
        stream.transport().authenticated();

        socket.open();

        assertThat(stream.nextHeader().to()).contains("example.com");
    }

    @Test
    @Spec(value = "RFC 7395 §3.4", says = "there is one stream in a WebSocket")
    void anOpenThatIsNotDueIsAnError() throws IOException {
        socket.open();
        ScriptedStream stream = stand.nextStream();
        stream.nextHeader();

        socket.send(RawWebSocket.OPEN);

        var fault = stream.next(ScriptedStream.Event.Failed.class).error();
        assertThat(fault.condition()).isEqualTo(StreamCondition.BAD_FORMAT);
        stream.transport().close(Optional.of(fault));
        assertThat(socket.nextError()).isEqualTo("bad-format");
        stand.timers().advance(Duration.ofMillis(500));
        assertThat(socket.nextClose()).isEqualTo(1002);
    }

    @Test
    @Spec(value = "RFC 7395 §3.9", says = "TLS is not negotiated inside")
    void thereIsNoStartTls() throws IOException {
        socket.open();

        var transport = stand.nextStream().transport();
        assertThat(transport.canStartTls()).isFalse();
        assertThat(transport.protocol()).isEqualTo("websocket");
        assertThat(transport.peer().encrypted()).isFalse();
    }

    @Test
    @Spec(value = "RFC 7395 §3.8", says = "silence is broken by pings of the WebSocket, never by whitespace")
    void aSilentClientGetsAPingAndStaysWhenItAnswers() throws IOException {
        socket.open();
        ScriptedStream stream = stand.nextStream();
        stream.nextHeader();

        for (int i = 0; i < 3; i++) {
            stand.timers().advance(Duration.ofSeconds(45));
            assertThat(socket.next().opCode()).isEqualTo(RawWebSocket.PING);
            socket.frame(RawWebSocket.PONG, true, new byte[0]);
            socket.send(messageXml("m" + i)); // so that the test knows that the pong was read
            stream.nextElement();
        }
        assertThat(stream.isQuiet()).isTrue();
    }

    @Test
    void aClientThatDoesNotAnswerThePingIsGone() throws IOException {
        socket.open();
        ScriptedStream stream = stand.nextStream();
        stream.nextHeader();

        stand.timers().advance(Duration.ofSeconds(89));
        assertThat(stream.isQuiet()).isTrue();
        stand.timers().advance(Duration.ofSeconds(1));

        var fault = stream.next(ScriptedStream.Event.Failed.class).error();
        assertThat(fault.condition()).isEqualTo(StreamCondition.CONNECTION_TIMEOUT);
        stream.transport().close(Optional.of(fault));
        stand.timers().advance(Duration.ofSeconds(5)); // it does not answer the close frame either
        assertThat(socket.next().opCode()).isEqualTo(RawWebSocket.PING);
        assertThat(socket.nextError()).isEqualTo("connection-timeout");
        assertThat(socket.nextClose()).isEqualTo(1008);
        assertThat(socket.isOver()).isTrue();
    }

    @Test
    void whileTheStreamIsBusyNothingIsReadAndNothingIsLost() throws IOException {
        socket.open();
        ScriptedStream stream = stand.nextStream();
        stream.nextHeader();
        stream.pauseAfterNext();
        for (int i = 0; i < 5; i++) {
            socket.send(messageXml("m" + i));
        }

        assertThat(stream.nextElement()).isEqualTo(message("m0"));
        stand.timers().advance(Duration.ofMinutes(10)); // the silence is not the client's
        assertThat(stream.isQuiet()).isTrue();
        stream.transport().resumeInput();

        for (int i = 1; i < 5; i++) {
            assertThat(stream.nextElement()).isEqualTo(message("m" + i));
        }
    }

    @Test
    void idleWebSocketsNeedNoThreads() throws IOException {
        List<RawWebSocket> sockets = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            sockets.add(RawWebSocket.connect(stand).open());
        }
        await().atMost(GatewayStand.PATIENCE).until(() -> stand.gateway().webSockets() == 201);

        long threads = Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("gateway"))
                .count();
        assertThat(threads).isLessThanOrEqualTo(20);
        for (RawWebSocket each : sockets) {
            each.close();
        }
        await().atMost(GatewayStand.PATIENCE).until(() -> stand.gateway().webSockets() == 1);
    }

    @Test
    void stanzasOfManySendersReachTheClientOnceAndInOrder() throws Exception {
        socket.open();
        ScriptedStream stream = stand.nextStream();
        Thread one = Thread.ofVirtual().start(() -> sendAll(stream, "a"));
        Thread other = Thread.ofVirtual().start(() -> sendAll(stream, "b"));

        List<String> received = new ArrayList<>();
        while (received.size() < 1000) {
            received.add(socket.nextText().replaceAll(".*id='(.*)'.*", "$1"));
        }
        one.join();
        other.join();

        assertThat(received.stream().filter(id -> id.startsWith("a"))).containsExactlyElementsOf(ids("a"));
        assertThat(received.stream().filter(id -> id.startsWith("b"))).containsExactlyElementsOf(ids("b"));
    }

    private static List<String> ids(String prefix) {
        return IntStream.range(0, 500).mapToObj(i -> prefix + i).toList();
    }

    private static void sendAll(ScriptedStream stream, String prefix) {
        ids(prefix).forEach(id -> stream.transport().send(message(id)));
    }
}
