package im.godwit.gateway;

import static im.godwit.gateway.BoshClient.messageXml;
import static org.assertj.core.api.Assertions.assertThat;

import im.godwit.core.transport.StreamError;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Frames and messages that break a rule: each gets its stream error, and the WebSocket its status code. */
class WebSocketAbuseTest {
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

    private void assertRefused(String condition, int status) throws IOException {
        StreamError error = stream.next(ScriptedStream.Event.Failed.class).error();
        stream.transport().close(Optional.of(error)); // as every stream does
        assertThat(socket.nextError()).isEqualTo(condition);
        stand.timers().advance(Duration.ofMillis(500));
        assertThat(socket.nextClose()).isEqualTo(status);
        assertThat(socket.isOver()).isTrue();
        assertThat(stream.isQuiet()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "hello",
                " <message xmlns='jabber:client'/>",
                "\uFEFF<message xmlns='jabber:client'/>",
                "<stream:stream xmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams' version='1.0'>",
                "</stream:stream>",
                "<message xmlns='jabber:client'/><message xmlns='jabber:client'/>",
                "<message xmlns='jabber:client'>",
                "<message xmlns='jabber:client'>&undeclared;</message>"
            })
    void aMessageThatIsNotOneElementIsNotWellFormed(String text) throws IOException {
        socket.send(text);

        assertRefused("not-well-formed", 1002);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!DOCTYPE message [<!ENTITY a 'aaaa'>]><message xmlns='jabber:client'>&a;</message>",
                "<message xmlns='jabber:client'><!-- c --></message>",
                "<message xmlns='jabber:client'><?pi x?></message>",
                "<!-- c --><message xmlns='jabber:client'/>"
            })
    void xmlThatXmppForbidsIsRestricted(String text) throws IOException {
        socket.send(text);

        assertRefused("restricted-xml", 1002);
    }

    @Test
    void aPrefixThatIsNotDeclaredIsBad() throws IOException {
        socket.send("<stream:features/>");

        assertRefused("bad-namespace-prefix", 1002);
    }

    @Test
    void bytesThatAreNoTextAreNotWellFormed() throws IOException {
        socket.frame(RawWebSocket.TEXT, true, new byte[] {'<', 'a', '>', (byte) 0xc3, '<', '/', 'a', '>'});

        assertRefused("not-well-formed", 1007);
    }

    @Test
    void binaryMessagesAreNotTaken() throws IOException {
        socket.frame(RawWebSocket.BINARY, true, messageXml("m").getBytes(StandardCharsets.UTF_8));

        assertRefused("unsupported-encoding", 1003);
    }

    @Test
    void deepXmlViolatesThePolicy() throws IOException {
        socket.send("<a xmlns='x'>".repeat(65) + "</a>".repeat(65));

        assertRefused("policy-violation", 1008);
    }

    @Test
    void aMessageLargerThanAStrangerMaySendIsRefusedBeforeItIsWhole() throws IOException {
        socket.frame(RawWebSocket.TEXT, false, new byte[64 * 1024]);
        socket.frame(RawWebSocket.CONTINUATION, false, new byte[1]);

        assertRefused("policy-violation", 1009);
    }

    @Test
    void anAuthenticatedClientMaySendLargerMessagesUpToItsOwnLimit() throws IOException {
        stream.transport().authenticated();
        String body = "<message xmlns='jabber:client'><body>%s</body></message>";
        socket.send(body.formatted("x".repeat(200_000)));
        assertThat(stream.nextElement().local()).isEqualTo("message");

        socket.send(body.formatted("x".repeat(256 * 1024)));

        assertRefused("policy-violation", 1009);
    }

    @Test
    void aFrameThatClaimsToBeHugeIsRefusedAsItsBytesCome() throws IOException {
        byte[] header = {(byte) 0x81, (byte) (0x80 | 127), 0, 0, 0, 0, 0x40, 0, 0, 0, 0, 0, 0, 0};
        socket.raw(header).raw(new byte[70_000]);

        assertRefused("policy-violation", 1009);
    }

    @Test
    void aFrameWhoseLengthIsNoLengthEndsTheConnection() throws IOException {
        byte[] header = {
            (byte) 0x81, (byte) (0x80 | 127), (byte) 0x80, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, '<', 'a', '/', '>'
        };
        socket.raw(header).raw(new byte[70_000]);

        assertThat(socket.nextClose()).isIn(1002, 1009);
        assertThat(stream.nextLost()).isEmpty();
    }

    @Test
    void aFloodOfFragmentsIsRefused() throws IOException {
        socket.frame(RawWebSocket.TEXT, false, new byte[0]);
        for (int i = 0; i < 64; i++) {
            socket.frame(RawWebSocket.CONTINUATION, false, new byte[0]);
        }

        assertRefused("policy-violation", 1008);
    }

    @Test
    void manyFragmentsOfSomeSizeAreNoFlood() throws IOException {
        stream.transport().authenticated();
        byte[] xml = messageXml("x".repeat(100_000)).getBytes(StandardCharsets.UTF_8);
        for (int at = 0; at < xml.length; at += 100) {
            byte[] piece = Arrays.copyOfRange(xml, at, Math.min(at + 100, xml.length));
            socket.frame(at == 0 ? RawWebSocket.TEXT : RawWebSocket.CONTINUATION, at + 100 >= xml.length, piece);
        }

        assertThat(stream.nextElement().attribute("id").orElseThrow()).hasSize(100_000);
    }

    @Test
    void aFloodOfPingsIsRefused() throws IOException {
        for (int i = 0; i < 60; i++) {
            socket.frame(RawWebSocket.PING, true, new byte[] {(byte) i});
            RawWebSocket.Received pong = socket.next();
            assertThat(pong.opCode()).isEqualTo(RawWebSocket.PONG);
            assertThat(pong.content()).containsExactly(i); // RFC 6455 §5.5.3
        }
        socket.frame(RawWebSocket.PING, true, new byte[0]);

        assertRefused("policy-violation", 1008);
    }

    @Test
    void aPingNowAndThenIsNoFlood() throws IOException {
        for (int i = 0; i < 130; i++) {
            stand.timers().advance(Duration.ofSeconds(1));
            socket.frame(RawWebSocket.PING, true, new byte[0]);
            assertThat(socket.next().opCode()).isEqualTo(RawWebSocket.PONG);
        }
        assertThat(stream.isQuiet()).isTrue();
    }

    @Test
    void nothingAfterARefusedMessageIsLookedAt() throws IOException {
        socket.send("hello").send(messageXml("after"));

        assertRefused("not-well-formed", 1002);
    }

    @Test
    void anUnmaskedFrameBreaksTheProtocol() throws IOException {
        socket.raw(new byte[] {(byte) 0x81, 4, '<', 'a', '/', '>'});

        assertThat(socket.nextClose()).isEqualTo(1002);
        assertThat(stream.nextLost()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {0xc1, 0x83, 0x8b, 0x80, 0x09})
    void framesThatDoNotExistBreakTheProtocol(int firstByte) throws IOException {
        // reserved bits, reserved opcodes, a continuation of nothing, a ping in fragments
        socket.raw(new byte[] {(byte) firstByte, (byte) 0x80, 0, 0, 0, 0});

        assertThat(socket.nextClose()).isEqualTo(1002);
        assertThat(stream.nextLost()).isEmpty();
    }
}
