package im.godwit.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import im.godwit.core.net.ListenerOptions.Mode;
import im.godwit.core.net.UpstreamConnector;
import im.godwit.core.upstream.GatewayStreams;
import im.godwit.xml.Element;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A gateway on its own between two that do not keep pace. It keeps 1 MiB for each side and ends the connection of whom
 * that is too little for; here much more is on its way, and nobody is disconnected: the faster one waits.
 */
class BackPressureTest {
    private static final int COUNT = 768;
    private static final String FILL = "x".repeat(16 * 1024);
    private static final List<String> IDS =
            IntStream.range(0, COUNT).mapToObj(i -> "m" + i).toList();

    @TempDir
    private Path folder;

    private BlockingServer server;
    private UpstreamConnector connector;
    private GatewayStreams streams;
    private GatewayStand stand;

    /** How far the faster one has come. */
    private final AtomicInteger sent = new AtomicInteger();

    @BeforeEach
    void start() throws IOException {
        server = BlockingServer.open("example.org", folder);
        connector = UpstreamStand.connector(Mode.DIRECT_TLS, server.files());
        streams = new GatewayStreams(
                List.of("example.org"), UpstreamStand.servers(server.port()), connector, Duration.ofMinutes(5));
        stand = GatewayStand.before(streams, Set.of());
    }

    @AfterEach
    void stop() throws IOException {
        stand.close();
        server.close();
        connector.close();
        streams.close();
    }

    private interface Step {
        void run() throws Exception;
    }

    private static CompletableFuture<Void> meanwhile(Step step) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        Thread.startVirtualThread(() -> {
            try {
                step.run();
                done.complete(null);
            } catch (Throwable failed) {
                done.completeExceptionally(failed);
            }
        });
        return done;
    }

    private static String message(String id) {
        return "<message xmlns='jabber:client' id='" + id + "'><body>" + FILL + "</body></message>";
    }

    /** The server says all there is, as fast as it can. */
    private CompletableFuture<Void> pushAll() {
        return meanwhile(() -> {
            for (String id : IDS) {
                server.write(message(id));
                sent.incrementAndGet();
            }
        });
    }

    /** Waits until the faster one is through or waits itself. */
    private void awaitStandstill() {
        AtomicInteger before = new AtomicInteger();
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(300))
                .until(() -> {
                    int now = sent.get();
                    return now > 0 && before.getAndSet(now) == now;
                });
    }

    private RawWebSocket webSocket() throws Exception {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(64 * 1024);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), stand.port()));
        RawWebSocket client = RawWebSocket.connect(stand, socket, "");
        CompletableFuture<Void> opening = meanwhile(server::openStream);
        client.send("<open xmlns='urn:ietf:params:xml:ns:xmpp-framing' to='example.org' version='1.0'/>");
        assertThat(client.nextText()).startsWith("<open ");
        assertThat(client.nextText()).startsWith("<stream:features ");
        opening.join();
        return client;
    }

    private BoshClient bosh() {
        CompletableFuture<Void> opening = meanwhile(server::openStream);
        BoshClient client = BoshClient.of(stand, "example.org");
        opening.join();
        return client;
    }

    @Test
    void aWebSocketThatIsNotReadSlowsTheServer() throws Exception {
        try (RawWebSocket client = webSocket()) {
            CompletableFuture<Void> pushed = pushAll();
            awaitStandstill();

            for (String id : IDS) {
                assertThat(client.nextText()).contains("id='" + id + "'");
            }
            GatewayStand.await(pushed);
        }
    }

    @Test
    void aSessionOfWhichNobodyAsksSlowsTheServer() {
        BoshClient client = bosh();
        CompletableFuture<Void> pushed = pushAll();
        awaitStandstill();

        List<String> received = new ArrayList<>();
        while (received.size() < COUNT) {
            Reply reply = GatewayStand.await(client.send(""));
            assertThat(reply.condition()).isEmpty();
            reply.payload().stream()
                    .map((Element stanza) -> stanza.attribute("id").orElseThrow())
                    .forEach(received::add);
        }

        assertThat(received).isEqualTo(IDS);
        GatewayStand.await(pushed);
    }

    @Test
    void aServerThatDoesNotReadSlowsAWebSocket() throws Exception {
        try (RawWebSocket client = webSocket()) {
            CompletableFuture<Void> pushed = meanwhile(() -> {
                for (String id : IDS) {
                    client.send(message(id));
                    sent.incrementAndGet();
                }
            });
            awaitStandstill();
            assertThat(sent).hasValueLessThan(COUNT);

            for (String id : IDS) {
                server.readUntil("id='" + id + "'");
            }
            GatewayStand.await(pushed);
        }
    }

    @Test
    void aServerThatDoesNotReadSlowsASession() throws Exception {
        BoshClient client = bosh();
        CompletableFuture<Void> pushed = meanwhile(() -> {
            CompletableFuture<Reply> previous = client.send(message(IDS.getFirst()));
            for (String id : IDS.subList(1, COUNT)) {
                CompletableFuture<Reply> next = client.send(message(id));
                // it is answered when there is another one and the server can take more
                assertThat(previous.join().condition()).isEmpty();
                sent.incrementAndGet();
                previous = next;
            }
        });
        awaitStandstill();
        assertThat(sent).hasValueLessThan(COUNT - 1);

        for (String id : IDS) {
            server.readUntil("id='" + id + "'");
        }
        GatewayStand.await(pushed);
    }
}
