package im.godwit.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Clients that take their time to say what they want, so that connections are used up. */
class SlowClientTest {
    private GatewayStand stand;

    @BeforeEach
    void start() throws IOException {
        stand = GatewayStand.start();
    }

    @AfterEach
    void stop() {
        stand.close();
    }

    @Test
    void aHeaderThatDoesNotEndIsCutOff() throws IOException {
        try (RawClient client = new RawClient(stand)) {
            client.send("POST /http-bind HTTP/1.1\r\nHost: localhost\r\nX-Slow: ");
            awaitConnections(1);

            stand.timers().advance(Duration.ofSeconds(30));

            assertThat(client.readAll()).isEmpty();
        }
    }

    @Test
    void aLaterHeaderThatDoesNotEndIsCutOffToo() throws IOException {
        try (RawClient client = new RawClient(stand)) {
            client.send("GET /http-bind HTTP/1.1\r\nHost: localhost\r\n\r\n");
            await().atMost(GatewayStand.PATIENCE).until(() -> client.available() > 0);
            stand.timers().advance(Duration.ofSeconds(20));
            client.send("GET /http-bind HTTP/1.1\r\nX-Slow: ");

            await().atMost(GatewayStand.PATIENCE).until(() -> {
                stand.timers().advance(Duration.ofSeconds(30));
                return client.isClosed();
            });
        }
    }

    @Test
    void aConnectionThatNeverSaysAnythingIsCutOff() throws IOException {
        try (RawClient client = new RawClient(stand)) {
            awaitConnections(1);

            stand.timers().advance(Duration.ofSeconds(20));

            assertThat(client.readAll()).isEmpty();
        }
    }

    @Test
    void contentThatDoesNotEndTimesOut() throws IOException {
        try (RawClient client = new RawClient(stand)) {
            client.send("POST /http-bind HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\n<body");
            awaitTimers(3);

            stand.timers().advance(Duration.ofSeconds(20));

            assertThat(client.readAll()).startsWith("HTTP/1.1 408");
        }
    }

    @Test
    void contentInPiecesIsTakenWhenItIsWhole() throws IOException {
        String body = BoshClient.creation("wait='60' hold='1'");
        try (RawClient client = new RawClient(stand)) {
            client.send("POST /http-bind HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: "
                    + body.length() + "\r\n\r\n" + body.substring(0, 10));
            awaitTimers(3);
            client.send(body.substring(10));

            assertThat(client.readAll()).startsWith("HTTP/1.1 200").contains("sid=");
        }
    }

    @Test
    void chunkedContentIsBoundedToo() throws IOException {
        String chunk = "10000\r\n" + "x".repeat(0x10000) + "\r\n";
        try (RawClient client = new RawClient(stand)) {
            client.send("POST /http-bind HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n"
                    + chunk.repeat(9));

            assertThat(client.readAll()).startsWith("HTTP/1.1 413");
        }
    }

    private void awaitConnections(int count) {
        await().atMost(GatewayStand.PATIENCE).until(() -> stand.gateway().connections() == count);
    }

    private void awaitTimers(int count) {
        await().atMost(GatewayStand.PATIENCE).until(() -> stand.timers().size() == count);
    }
}
