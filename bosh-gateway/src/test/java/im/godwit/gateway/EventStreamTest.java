package im.godwit.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import im.godwit.http.EventSource;
import im.godwit.http.HttpAnswer;
import im.godwit.http.HttpRoute;
import im.godwit.http.ServerEvent;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class EventStreamTest {
    private final Queue<Scripted> sources = new ConcurrentLinkedQueue<>();
    private GatewayStand stand;

    /** Events that a test adds; an empty type ends the stream. */
    private static final class Scripted implements EventSource {
        final Queue<ServerEvent> events = new ConcurrentLinkedQueue<>();
        final CountDownLatch closed = new CountDownLatch(1);
        private volatile boolean endless;
        private volatile Runnable wake = () -> {};

        @Override
        public void open(Runnable waker) {
            wake = waker;
        }

        void tell(ServerEvent event) {
            events.add(event);
            wake.run();
        }

        @Override
        public Optional<List<ServerEvent>> next() {
            if (endless) {
                return Optional.of(List.of(ServerEvent.of("flood", "x".repeat(50_000))));
            }
            List<ServerEvent> some = new ArrayList<>();
            for (ServerEvent event = events.poll(); event != null; event = events.poll()) {
                if (event.type().equals("end")) {
                    return Optional.empty();
                }
                some.add(event);
            }
            return Optional.of(some);
        }

        @Override
        public void close() {
            closed.countDown();
        }
    }

    @BeforeEach
    void open() throws IOException {
        stand = GatewayStand.with(new Offers(
                List.of(new HttpRoute("/news", 0, request -> {
                    Scripted source = new Scripted();
                    sources.add(source);
                    return new HttpAnswer.Events(source);
                })),
                (account, password, from) -> new PasswordCheck.Right()));
    }

    @AfterEach
    void close() {
        stand.close();
    }

    private Socket follow(String more) throws IOException {
        Socket socket = new Socket("127.0.0.1", stand.port());
        socket.getOutputStream()
                .write(("GET /news HTTP/1.1\r\nHost: localhost\r\n" + more + "\r\n").getBytes(StandardCharsets.UTF_8));
        return socket;
    }

    private Scripted source() {
        return await().until(sources::poll, found -> found != null);
    }

    private static BufferedReader reader(Socket socket) throws IOException {
        return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
    }

    /** The lines up to this one. */
    private static List<String> until(BufferedReader reader, String last) throws IOException {
        List<String> lines = new ArrayList<>();
        String line = "";
        while (line != null && !line.equals(last)) {
            line = reader.readLine();
            lines.add(line);
        }
        return lines;
    }

    @Test
    void eventsComeAsTheyHappen() throws IOException {
        try (Socket socket = follow("")) {
            BufferedReader reader = reader(socket);
            assertThat(until(reader, ":"))
                    .contains("HTTP/1.1 200 OK", "Content-Type: text/event-stream", "X-Accel-Buffering: no");
            Scripted source = source();

            source.tell(new ServerEvent(Optional.of("7"), "published", Optional.of("one\ntwo")));
            assertThat(until(reader, "data: two")).contains("id: 7", "event: published", "data: one");
            source.tell(ServerEvent.mark("8"));
            assertThat(until(reader, "id: 8")).doesNotContain("event: ");
            source.tell(ServerEvent.of("end", ""));
            assertThat(until(reader, "0")).isNotEmpty();
        }
        await().until(() -> stand.gateway().eventStreams() == 0);
    }

    @Test
    void aHeartbeatKeepsASilentStreamAliveAndFindsOutWhoIsGone() throws Exception {
        Scripted source;
        try (Socket socket = follow("")) {
            BufferedReader reader = reader(socket);
            until(reader, ":");
            source = source();
            stand.timers().advance(EventStream.HEARTBEAT);
            assertThat(until(reader, ":")).isNotEmpty();
        }
        await().until(() -> {
            stand.timers().advance(EventStream.HEARTBEAT);
            return source.closed.getCount() == 0;
        });
        assertThat(stand.gateway().eventStreams()).isZero();
    }

    @Test
    void whoDoesNotReadIsCutOff() throws Exception {
        try (Socket socket = follow("")) {
            Scripted source = source();
            source.endless = true;
            source.wake.run();
            await().until(() -> {
                stand.timers().advance(EventStream.PATIENCE);
                return source.closed.getCount() == 0;
            });
            assertThat(socket.isConnected()).isTrue();
        }
    }

    @Test
    void oneClientHasOnlySoManyStreams() throws IOException {
        List<Socket> all = new ArrayList<>();
        try {
            for (int i = 0; i < EventStreams.PER_CLIENT; i++) {
                all.add(follow(""));
            }
            await().until(() -> stand.gateway().eventStreams() == EventStreams.PER_CLIENT);
            assertThat(stand.get("/news").status()).isEqualTo(503);
            assertThat(stand.gateway().eventStreams()).isEqualTo(EventStreams.PER_CLIENT);
        } finally {
            for (Socket socket : all) {
                socket.close();
            }
        }
    }

    @Test
    void whoShowedAPasswordShowsItAgainAfterAWhile() throws IOException {
        try (Socket socket = follow("Authorization: Basic YTpi\r\n")) {
            BufferedReader reader = reader(socket);
            until(reader, ":");
            Scripted source = source();
            stand.timers().advance(EventStream.AGE);
            assertThat(until(reader, "0")).last().isEqualTo("0");
            await().until(() -> source.closed.getCount() == 0);
        }
    }

    @Test
    void aStreamEndsInOrderWhenTheServerStops() throws IOException {
        try (Socket socket = follow("")) {
            BufferedReader reader = reader(socket);
            until(reader, ":");
            Scripted source = source();
            stand.gateway().close();
            assertThat(source.closed.getCount()).isZero();
        }
    }
}
