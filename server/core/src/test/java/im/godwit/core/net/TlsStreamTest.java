package im.godwit.core.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.godwit.core.net.ListenerOptions.Mode;
import im.godwit.core.transport.StreamHeader;
import im.godwit.xml.Element;
import im.godwit.xml.Name;
import im.godwit.xml.Namespaces;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Streams over TLS: how it starts, what passes through it, how it ends. */
@Timeout(60)
class TlsStreamTest {
    private static final String STARTTLS = "<starttls xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>";
    private static final Element PROCEED = Element.of(new Name(Namespaces.TLS, "proceed"));
    private static final String SERVER_HEADER_END = "xmlns:stream='http://etherx.jabber.org/streams'>";

    @TempDir
    Path folder;

    private TlsFixture server;

    @AfterEach
    void close() {
        server.close();
    }

    private void listen(Mode mode) throws IOException {
        listen(mode, options -> options);
    }

    private void listen(Mode mode, UnaryOperator<ListenerOptions> change) throws IOException {
        server = TlsFixture.open(mode, change, folder, "example.org");
    }

    /** The client's side and the server's of one stream. */
    private record Pair(TlsClient client, Recorder.Stream stream) implements AutoCloseable {
        @Override
        public void close() throws IOException {
            client.close();
        }
    }

    /** A stream that is encrypted, and open on both sides. */
    private Pair open(Mode mode) throws Exception {
        Client clear = server.connect();
        Recorder.Stream stream = mode == Mode.STARTTLS ? proceed(clear, STARTTLS) : server.recorder.next();
        TlsClient client = TlsClient.over(clear, p -> {}).handshake();
        client.send(Client.HEADER);
        stream.next(StreamHeader.class);
        stream.transport.open(Recorder.HEADER);
        client.readUntil(SERVER_HEADER_END);
        return new Pair(client, stream);
    }

    /** Asks for TLS with this, and is told to proceed. */
    private Recorder.Stream proceed(Client client, String request) throws Exception {
        client.send(Client.HEADER);
        Recorder.Stream stream = server.recorder.next();
        stream.next(StreamHeader.class);
        stream.transport.open(Recorder.HEADER);
        assertThat(stream.transport.canStartTls()).isTrue();
        client.send(request);
        assertThat(stream.next(Element.class).local()).isEqualTo("starttls");
        stream.transport.startTls(PROCEED);
        assertThat(client.readUntil("<proceed xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>"))
                .endsWith("<proceed xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>");
        return stream;
    }

    private static Element message(String body) {
        return Element.builder(Namespaces.CLIENT, "message").child("body", body).build();
    }

    @ParameterizedTest
    @EnumSource(Mode.class)
    void aStreamIsEncrypted(Mode mode) throws Exception {
        listen(mode);
        try (Pair pair = open(mode)) {
            pair.stream.transport.send(message("hello"));
            assertThat(pair.client.readUntil("</message>")).isEqualTo("<message><body>hello</body></message>");
            pair.client.send("<presence/>");
            assertThat(pair.stream.next(Element.class).local()).isEqualTo("presence");
            assertThat(pair.stream.transport.peer().encrypted()).isTrue();
            assertThat(pair.stream.transport.canStartTls()).isFalse();
        }
    }

    /** RFC 6120 §5.4.3.3: else an attacker in between could speak as if it were the client. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "<auth xmlns='urn:ietf:params:xml:ns:xmpp-sasl' mechanism='PLAIN'>AGEAYg==</auth>",
                "<message><body>injected</body></message>",
                "<message><body>half",
                "</stream:stream>",
                "</stream:stream>" + Client.HEADER + "<presence/>",
                "<<< not XML"
            })
    void whatIsSentInTheClearAfterStarttlsIsForgotten(String injected) throws Exception {
        listen(Mode.STARTTLS);
        try (Client clear = server.connect()) {
            Recorder.Stream stream = proceed(clear, STARTTLS + injected);
            TlsClient client = TlsClient.over(clear, p -> {}).handshake();
            client.send(Client.HEADER + "<presence/>");

            assertThat(stream.next(StreamHeader.class).to()).contains("example.org");
            assertThat(stream.next(Element.class).local()).isEqualTo("presence");
        }
    }

    @Test
    void whatIsSentInTheClearBeforeTheServerProceedsIsForgotten() throws Exception {
        listen(Mode.STARTTLS);
        try (Client clear = server.connect()) {
            clear.send(Client.HEADER);
            Recorder.Stream stream = server.recorder.next();
            stream.next(StreamHeader.class);
            stream.transport.open(Recorder.HEADER);
            clear.send(STARTTLS);
            stream.next(Element.class);
            clear.send("<message/>");
            stream.transport.send(message("still in the clear"));
            clear.readUntil("</message>");
            stream.transport.startTls(PROCEED);
            clear.readUntil("<proceed xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>");

            assertThat(stream.hasReports()).isFalse();
        }
    }

    @Test
    void clearTextInsteadOfAHandshakeEndsTheConnection() throws Exception {
        listen(Mode.STARTTLS);
        try (Client clear = server.connect()) {
            Recorder.Stream stream = proceed(clear, STARTTLS);
            clear.send(Client.HEADER + "<presence/>");

            assertThat(stream.next(Recorder.Ending.class)).isEqualTo(Recorder.Ending.LOST);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {Client.HEADER, "GET / HTTP/1.1\r\nHost: example.org\r\n\r\n", "\0"})
    void garbageInsteadOfAHandshakeIsNeverHeard(String garbage) throws Exception {
        listen(Mode.DIRECT_TLS);
        try (Client clear = server.connect()) {
            clear.send((garbage + "x".repeat(100)).getBytes(StandardCharsets.US_ASCII));

            assertThat(server.recorder.next().next(Recorder.Ending.class)).isEqualTo(Recorder.Ending.LOST);
        }
    }

    /** TLS 1.3: the client finishes last, so it may speak at once; MINA tells of the handshake only afterwards. */
    @RepeatedTest(20)
    void headerThatComesWithTheLastMessageOfTheHandshakeIsHeard() throws Exception {
        listen(Mode.DIRECT_TLS);
        try (TlsClient client = TlsClient.over(server.connect(), p -> {})) {
            client.agree();
            client.write(Client.HEADER + "<presence/>");
            client.flush();

            Recorder.Stream stream = server.recorder.next();
            assertThat(stream.next(StreamHeader.class).to()).contains("example.org");
            assertThat(stream.transport.peer().encrypted()).isTrue();
            assertThat(stream.transport.channelBindings()).isNotEmpty();
            assertThat(stream.next(Element.class).local()).isEqualTo("presence");
        }
    }

    /** The write that goes before may be over at any moment of the close, and must not be taken for its own. */
    @Test
    void theEndOfTheStreamFollowsWhatIsBeingWritten() throws Exception {
        listen(Mode.DIRECT_TLS);
        for (int i = 0; i < 60; i++) {
            try (Pair pair = open(Mode.DIRECT_TLS)) {
                pair.client.send("</stream:stream>");
                pair.stream.next(Recorder.Ending.class);

                pair.stream.transport.send(message("last"));
                pair.stream.transport.close(Optional.empty());

                assertThat(pair.client.readUntil("</stream:stream>")).contains("last");
            }
        }
    }

    @Test
    void headerThatComesWithTheLastMessageAfterStarttlsIsHeard() throws Exception {
        listen(Mode.STARTTLS);
        try (Client clear = server.connect()) {
            Recorder.Stream stream = proceed(clear, STARTTLS);
            TlsClient client = TlsClient.over(clear, p -> {});
            client.agree();
            client.write(Client.HEADER);
            client.write("<presence/>");
            client.flush();

            assertThat(stream.next(StreamHeader.class).to()).contains("example.org");
            assertThat(stream.next(Element.class).local()).isEqualTo("presence");
        }
    }

    /** TLS 1.2: when a session is resumed, the client finishes last too. */
    @Test
    void headerThatComesWithTheLastMessageOfAResumedSessionIsHeard() throws Exception {
        listen(Mode.DIRECT_TLS);
        SSLContext sessions = Client.trusting();
        Consumer<SSLParameters> old = p -> p.setProtocols(new String[] {"TLSv1.2"});
        try (TlsClient client = TlsClient.over(server.connect(), sessions, old).handshake()) {
            client.send(Client.HEADER);
            server.recorder.next().next(StreamHeader.class);
        }
        try (TlsClient client = TlsClient.over(server.connect(), sessions, old)) {
            client.agree();
            client.write(Client.HEADER + "<presence/>");
            client.flush();

            Recorder.Stream stream = server.recorder.next();
            stream.next(StreamHeader.class);
            assertThat(stream.next(Element.class).local()).isEqualTo("presence");
        }
    }

    @ParameterizedTest
    @EnumSource(Mode.class)
    void muchArrivesWholeBothWays(Mode mode) throws Exception {
        listen(mode, options -> options.withQueueBytes(64 * 1024 * 1024));
        int count = 1000;
        String body = IntStream.range(0, 1000).mapToObj(Integer::toString).collect(Collectors.joining(" "));
        try (Pair pair = open(mode)) {
            pair.stream.transport.authenticated();
            Thread echo = Thread.startVirtualThread(() -> {
                for (int i = 0; i < count; i++) {
                    pair.stream.transport.send(nextElement(pair.stream));
                }
            });
            CompletableFuture<Void> writing = CompletableFuture.runAsync(() -> {
                for (int i = 0; i < count; i++) {
                    sendUnchecked(pair.client, "<message><body>" + i + " " + body + "</body></message>");
                }
            });
            for (int i = 0; i < count; i++) {
                String expected = "<message><body>" + i + " " + body + "</body></message>";
                assertThat(pair.client.take(expected.length())).isEqualTo(expected);
            }
            writing.join();
            echo.join();
        }
    }

    private static Element nextElement(Recorder.Stream stream) {
        try {
            return stream.next(Element.class);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    private static void sendUnchecked(TlsClient client, String text) {
        try {
            client.send(text);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    @Test
    void aRecordForEachByteIsAStreamAllTheSame() throws Exception {
        listen(Mode.DIRECT_TLS);
        try (TlsClient client = TlsClient.over(server.connect(), p -> {}).handshake()) {
            for (char each : (Client.HEADER + "<presence/>").toCharArray()) {
                client.write(Character.toString(each));
            }
            client.flush();

            Recorder.Stream stream = server.recorder.next();
            stream.next(StreamHeader.class);
            assertThat(stream.next(Element.class).local()).isEqualTo("presence");
        }
    }

    @ParameterizedTest
    @EnumSource(Mode.class)
    void ourEndIsTheStreamsThenThatOfTlsThenTheConnections(Mode mode) throws Exception {
        // RFC 6120 §4.4
        listen(mode);
        try (Pair pair = open(mode)) {
            pair.stream.transport.send(message("last"));
            pair.stream.transport.close(Optional.empty());
            pair.client.readUntil("</message></stream:stream>");
            pair.client.send("</stream:stream>");

            assertThat(pair.client.readToEnd()).isEmpty();
            assertThat(pair.client.gotCloseNotify()).isTrue();
            assertThat(pair.client.socketEnded()).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource(Mode.class)
    void theClientsEndIsAnsweredInTheSameOrder(Mode mode) throws Exception {
        listen(mode);
        try (Pair pair = open(mode)) {
            pair.client.send("</stream:stream>");
            assertThat(pair.stream.next(Recorder.Ending.class)).isEqualTo(Recorder.Ending.END);
            pair.stream.transport.close(Optional.empty());

            assertThat(pair.client.readToEnd()).isEqualTo("</stream:stream>");
            assertThat(pair.client.gotCloseNotify()).isTrue();
            assertThat(pair.client.socketEnded()).isTrue();
        }
    }

    @Test
    void theClientsEndOfStreamAndTlsInOneSegmentIsAnEnd() throws Exception {
        listen(Mode.DIRECT_TLS);
        try (Pair pair = open(Mode.DIRECT_TLS)) {
            pair.client.write("<presence/></stream:stream>");
            pair.client.writeEnd();
            pair.client.flush();

            assertThat(pair.stream.next(Element.class).local()).isEqualTo("presence");
            assertThat(pair.stream.next(Recorder.Ending.class)).isEqualTo(Recorder.Ending.END);
            pair.stream.transport.close(Optional.empty());
            pair.client.readToEnd();
            assertThat(pair.client.gotCloseNotify()).isTrue();
        }
    }

    @Test
    void endOfTlsWithoutEndOfTheStreamIsALoss() throws Exception {
        listen(Mode.DIRECT_TLS);
        try (Pair pair = open(Mode.DIRECT_TLS)) {
            pair.client.writeEnd();
            pair.client.flush();

            assertThat(pair.stream.next(Recorder.Ending.class)).isEqualTo(Recorder.Ending.LOST);
        }
    }

    @Test
    void aConnectionThatIsCutOffIsALossAndNoEnd() throws Exception {
        listen(Mode.DIRECT_TLS);
        try (Pair pair = open(Mode.DIRECT_TLS)) {
            pair.client.send("<presence/><message><body>half");
            pair.client.close();

            assertThat(pair.stream.next(Element.class).local()).isEqualTo("presence");
            assertThat(pair.stream.next(Recorder.Ending.class)).isEqualTo(Recorder.Ending.LOST);
        }
    }

    @Test
    void aDamagedRecordEndsTheConnection() throws Exception {
        listen(Mode.DIRECT_TLS);
        try (Pair pair = open(Mode.DIRECT_TLS)) {
            byte[] record = new byte[5 + 40];
            Arrays.fill(record, (byte) 7);
            System.arraycopy(new byte[] {23, 3, 3, 0, 40}, 0, record, 0, 5);
            pair.client.sendRaw(record);

            assertThat(pair.stream.next(Recorder.Ending.class)).isEqualTo(Recorder.Ending.LOST);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 5, 60})
    void handshakeThatIsNotFinishedInTimeEndsTheConnection(int bytes) throws Exception {
        listen(Mode.DIRECT_TLS, TlsStreamTest::hurried);
        try (Client client = server.connect()) {
            client.send(Arrays.copyOf(ClientHello.of(ClientHello.TLS_1_2, 0xc02b), bytes));

            assertThat(client.readToEnd()).isEmpty();
            assertThat(server.recorder.next().next(Recorder.Ending.class)).isEqualTo(Recorder.Ending.LOST);
        }
    }

    @Test
    void handshakeThatDoesNotFollowStarttlsInTimeEndsTheConnection() throws Exception {
        listen(Mode.STARTTLS, TlsStreamTest::hurried);
        try (Client client = server.connect()) {
            Recorder.Stream stream = proceed(client, STARTTLS);

            assertThat(client.readToEnd()).isEmpty();
            assertThat(stream.next(Recorder.Ending.class)).isEqualTo(Recorder.Ending.LOST);
        }
    }

    @Test
    void failedHandshakesDoNotCountAsConnectionsOnceTheyAreOver() throws Exception {
        listen(Mode.DIRECT_TLS, options -> options.withConnections(1000, 1));
        for (int i = 0; i < 3; i++) {
            try (TlsClient refused =
                    TlsClient.over(server.connect(), p -> p.setApplicationProtocols(new String[] {"http/1.1"}))) {
                assertThatThrownBy(refused::handshake).isInstanceOf(SSLException.class);
                assertThat(server.recorder.next().next(Recorder.Ending.class)).isEqualTo(Recorder.Ending.LOST);
            }
        }
        try (Pair pair = open(Mode.DIRECT_TLS)) {
            assertThat(pair.stream.transport.peer().encrypted()).isTrue();
        }
    }

    private static ListenerOptions hurried(ListenerOptions options) {
        return options.withTimes(Duration.ofMillis(200), options.keepalive(), options.idleTimeout());
    }
}
