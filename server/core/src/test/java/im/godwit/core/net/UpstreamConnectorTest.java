package im.godwit.core.net;

import static im.godwit.core.transport.StreamCondition.REMOTE_CONNECTION_FAILED;
import static org.assertj.core.api.Assertions.assertThat;

import im.godwit.core.net.ListenerOptions.Mode;
import im.godwit.core.transport.StreamCondition;
import im.godwit.core.transport.StreamError;
import im.godwit.core.transport.StreamHeader;
import im.godwit.core.upstream.ServerAddress;
import im.godwit.core.upstream.Upstream;
import im.godwit.core.xml.ParseLimits;
import im.godwit.plugin.Peer;
import im.godwit.xml.Element;
import im.godwit.xml.Name;
import im.godwit.xml.Namespaces;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A client's streams over real sockets, to this server's own listeners and to what pretends to be a server. */
class UpstreamConnectorTest {
    private static final Name STARTTLS = new Name(Namespaces.TLS, "starttls");
    private static final Element FEATURES = Element.builder(Namespaces.STREAMS, "features")
            .add(Element.of(STARTTLS))
            .build();
    private static final Element PROCEED = Element.of(new Name(Namespaces.TLS, "proceed"));
    private static final Element SUCCESS = Element.of(new Name(Namespaces.SASL, "success"));
    private static final StreamHeader HEADER = new StreamHeader(
            new Name(Namespaces.STREAMS, "stream"),
            Namespaces.CLIENT,
            Optional.of("example.org"),
            Optional.of("juliet@example.org"),
            Optional.of("1.0"),
            Optional.of("de"));

    @TempDir
    private Path folder;

    private final UpstreamRecorder input = new UpstreamRecorder();
    private Optional<UpstreamConnector> connector = Optional.empty();

    @AfterEach
    void close() {
        connector.ifPresent(UpstreamConnector::close);
    }

    private Upstream connect(int port, Mode mode, UpstreamTrust trust) {
        connector = Optional.of(new UpstreamConnector(new UpstreamOptions(
                mode,
                trust,
                false,
                Duration.ofSeconds(20),
                Duration.ofSeconds(20),
                Duration.ofSeconds(60),
                ParseLimits.AUTHENTICATED.withBytes(20_000),
                10_000,
                1)));
        return connector
                .get()
                .connect(
                        new ServerAddress("127.0.0.1", port),
                        "example.org",
                        new Peer(InetAddress.getLoopbackAddress(), true),
                        input);
    }

    private UpstreamTrust trust() throws IOException {
        return UpstreamTrust.ofFile(folder.resolve("example.org.crt"));
    }

    /** What a server does until TLS. */
    private static Recorder.Stream offerTls(TlsFixture server) throws InterruptedException {
        Recorder.Stream stream = server.recorder.next();
        StreamHeader header = stream.next(StreamHeader.class);
        assertThat(header.to()).contains("example.org");
        assertThat(header.from()).isEmpty(); // RFC 6120 §4.7.1: not before TLS
        stream.transport.open(Recorder.HEADER);
        stream.transport.send(FEATURES);
        assertThat(stream.next(Element.class).is(STARTTLS)).isTrue();
        stream.transport.startTls(PROCEED);
        return stream;
    }

    private String failure() throws InterruptedException {
        StreamError error = input.next(StreamError.class);
        assertThat(error.condition()).isEqualTo(REMOTE_CONNECTION_FAILED);
        return error.text().orElseThrow();
    }

    /** RFC 6120 §5.4, §6.4.6, §4.4. */
    @Test
    void aStreamBeginsWithStarttlsRestartsAndEnds() throws Exception {
        try (TlsFixture server = TlsFixture.open(Mode.STARTTLS, folder, "example.org")) {
            Upstream upstream = connect(server.port(), Mode.STARTTLS, trust());
            Recorder.Stream stream = offerTls(server);
            input.next(UpstreamRecorder.Sign.class);

            upstream.open(HEADER);
            StreamHeader header = stream.next(StreamHeader.class);
            assertThat(header).isEqualTo(HEADER);
            assertThat(stream.transport.peer().encrypted()).isTrue();
            stream.transport.open(Recorder.HEADER);
            assertThat(input.next(StreamHeader.class).id()).contains("id1");

            stream.transport.expectRestart();
            stream.transport.send(SUCCESS);
            assertThat(input.next(Element.class)).isEqualTo(SUCCESS);
            upstream.open(HEADER);
            stream.next(StreamHeader.class);
            stream.transport.open(Recorder.HEADER);
            assertThat(input.next(StreamHeader.class).id()).contains("id1");

            upstream.end();
            assertThat(stream.next(Recorder.Ending.class)).isEqualTo(Recorder.Ending.END);
            stream.transport.send(PROCEED); // whatever it still has to say arrives
            stream.transport.close(Optional.empty());
            input.next(Element.class);
            assertThat(input.next(UpstreamRecorder.Sign.class)).isEqualTo(UpstreamRecorder.Sign.END);
        }
    }

    /** XEP-0368. */
    @Test
    void aStreamBeginsWithTlsAtOnce() throws Exception {
        try (TlsFixture server = TlsFixture.open(Mode.DIRECT_TLS, folder, "example.org")) {
            Upstream upstream = connect(server.port(), Mode.DIRECT_TLS, trust());
            input.next(UpstreamRecorder.Sign.class);

            upstream.open(HEADER);

            assertThat(server.recorder.next().next(StreamHeader.class)).isEqualTo(HEADER);
        }
    }

    /** XEP-0198 §5: a stream that did not end can be resumed. */
    @Test
    void whoLeavesSendsAllButNoEndOfTheStream() throws Exception {
        try (TlsFixture server = TlsFixture.open(Mode.DIRECT_TLS, folder, "example.org")) {
            Upstream upstream = connect(server.port(), Mode.DIRECT_TLS, trust());
            input.next(UpstreamRecorder.Sign.class);
            upstream.open(HEADER);
            Recorder.Stream stream = server.recorder.next();
            stream.next(StreamHeader.class);

            upstream.send(SUCCESS);
            upstream.leave();

            stream.next(Element.class);
            assertThat(stream.next(Recorder.Ending.class)).isEqualTo(Recorder.Ending.LOST);
        }
    }

    /** RFC 6120 §13.7.2. */
    @Test
    void aCertificateThatNobodyTrustedSignedIsRefused() throws Exception {
        try (TlsFixture server = TlsFixture.open(Mode.STARTTLS, folder, "example.org")) {
            connect(server.port(), Mode.STARTTLS, UpstreamTrust.ofAuthorities());
            offerTls(server);

            assertThat(failure()).contains("no secure connection");
        }
    }

    /** RFC 6120 §13.7.2: the machine's name does not matter, the domain does. */
    @Test
    void aTrustedCertificateOfAnotherDomainIsRefused() throws Exception {
        try (TlsFixture server = TlsFixture.open(Mode.STARTTLS, folder, "example.net")) {
            connect(server.port(), Mode.STARTTLS, UpstreamTrust.ofFile(folder.resolve("example.net.crt")));
            offerTls(server);

            assertThat(failure()).contains("no secure connection");
        }
    }

    @Test
    void anyCertificateIsGoodOnLoopbackWhereThatIsWanted() throws Exception {
        try (TlsFixture server = TlsFixture.open(Mode.STARTTLS, folder, "example.net")) {
            connect(server.port(), Mode.STARTTLS, UpstreamTrust.ofAnyOnLoopback());
            offerTls(server);

            assertThat(input.next(UpstreamRecorder.Sign.class)).isEqualTo(UpstreamRecorder.Sign.READY);
        }
    }

    @Test
    void aServerWithoutTlsIsNotUsed() throws Exception {
        try (TlsFixture server = TlsFixture.open(Mode.STARTTLS, folder, "example.org")) {
            connect(server.port(), Mode.STARTTLS, trust());
            Recorder.Stream stream = server.recorder.next();
            stream.next(StreamHeader.class);
            stream.transport.open(Recorder.HEADER);
            stream.transport.send(Element.of(new Name(Namespaces.STREAMS, "features")));

            assertThat(failure()).contains("no STARTTLS");
        }
    }

    /** RFC 6120 §4.9.3.6: what the server says before TLS is why there is no stream. */
    @Test
    void anErrorBeforeTlsIsPassedOn() throws Exception {
        try (TlsFixture server = TlsFixture.open(Mode.STARTTLS, folder, "example.org")) {
            connect(server.port(), Mode.STARTTLS, trust());
            Recorder.Stream stream = server.recorder.next();
            stream.next(StreamHeader.class);
            stream.transport.open(Recorder.HEADER);
            stream.transport.close(Optional.of(StreamCondition.HOST_UNKNOWN.error("not here")));

            StreamError error = input.next(StreamError.class);
            assertThat(error.condition()).isEqualTo(StreamCondition.HOST_UNKNOWN);
            assertThat(error.toElement())
                    .isEqualTo(StreamCondition.HOST_UNKNOWN.error("not here").toElement());
        }
    }

    /** RFC 6120 §5.4.3.3: what somebody put after it in the clear must not pass for the server's word. */
    @Test
    void whatFollowsProceedInTheClearIsThrownAway() throws Exception {
        TlsFixture.certificates(folder, "example.org");
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            connect(server.getLocalPort(), Mode.STARTTLS, trust());
            try (Socket socket = server.accept()) {
                byte[] buffer = new byte[4096];
                assertThat(socket.getInputStream().read(buffer)).isPositive();
                String forged = "<stream:stream xmlns='jabber:client' xmlns:stream='" + Namespaces.STREAMS
                        + "' version='1.0' id='x'><stream:features><starttls xmlns='" + Namespaces.TLS
                        + "'/></stream:features><proceed xmlns='" + Namespaces.TLS
                        + "'/><message><body>forged</body></message>";
                socket.getOutputStream().write(forged.getBytes(StandardCharsets.UTF_8));
                assertThat(socket.getInputStream().read(buffer)).isPositive();
            }

            assertThat(failure()).isNotEmpty();
            assertThat(input.hasReports()).isFalse();
        }
    }

    @Test
    void aPortThatNobodyListensOnFailsAtOnce() throws Exception {
        int port;
        try (ServerSocket unused = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = unused.getLocalPort();
        }

        connect(port, Mode.STARTTLS, UpstreamTrust.ofAnyOnLoopback());

        assertThat(failure()).contains("does not answer");
    }

    @Test
    void aServerThatIsGoneIsAFailure() throws Exception {
        try (TlsFixture server = TlsFixture.open(Mode.DIRECT_TLS, folder, "example.org")) {
            connect(server.port(), Mode.DIRECT_TLS, trust());
            input.next(UpstreamRecorder.Sign.class);
        }

        assertThat(failure()).isNotEmpty();
    }

    /** RFC 6120 §13.12: what the server sends is bounded, too. */
    @Test
    void aStanzaThatIsTooLargeEndsTheStream() throws Exception {
        try (TlsFixture server = TlsFixture.open(Mode.DIRECT_TLS, folder, "example.org")) {
            Upstream upstream = connect(server.port(), Mode.DIRECT_TLS, trust());
            input.next(UpstreamRecorder.Sign.class);
            upstream.open(HEADER);
            Recorder.Stream stream = server.recorder.next();
            stream.next(StreamHeader.class);
            stream.transport.open(Recorder.HEADER);
            input.next(StreamHeader.class);

            stream.transport.send(Element.builder(Namespaces.CLIENT, "message")
                    .child("body", "x".repeat(30_000))
                    .build());

            assertThat(failure()).contains("policy-violation");
            assertThat(stream.next(Element.class).is(StreamError.NAME)).isTrue();
        }
    }

    @Test
    void aServerThatDoesNotReadIsToldInTime() throws Exception {
        try (TlsFixture server = TlsFixture.open(Mode.DIRECT_TLS, folder, "example.org")) {
            Upstream upstream = connect(server.port(), Mode.DIRECT_TLS, trust());
            input.next(UpstreamRecorder.Sign.class);
            upstream.open(HEADER);
            Recorder.Stream stream = server.recorder.next();
            stream.next(StreamHeader.class);
            stream.transport.pauseInput();
            Element message = Element.builder(Namespaces.CLIENT, "message")
                    .child("body", "x".repeat(2000))
                    .build();
            int sent = 0;
            while (!upstream.isCongested()) {
                upstream.send(message);
                sent++;
            }
            input.forgetDrains();

            stream.transport.resumeInput();

            input.awaitDrain();
            assertThat(upstream.isCongested()).isFalse();
            for (int i = 0; i < sent; i++) {
                assertThat(stream.next(Element.class)).isEqualTo(message);
            }
        }
    }
}
