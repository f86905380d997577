package im.godwit.plugins.push.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import im.godwit.http.Endpoints;
import im.godwit.testkit.Spec;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CourierTest {
    private final Browser browser = Browser.subscribing();
    private final GoneEndpoints gone = new GoneEndpoints();
    private PushServer server;
    private Courier courier;

    @BeforeEach
    void open() throws IOException {
        server = new PushServer();
        courier = courier(1, 3, Duration.ofMillis(1));
    }

    private Courier courier(int queue, int attempts, Duration firstRetry) {
        WebPushOptions options =
                new WebPushOptions("", Duration.ofDays(1), queue, attempts, firstRetry, Duration.ofSeconds(10), true);
        Vapid vapid = new Vapid(P256.generate(), "mailto:admin@example.org", Clock.systemUTC());
        return new Courier(new WebPushClient(vapid, options), gone, options);
    }

    @AfterEach
    void close() {
        courier.stop();
        server.close();
    }

    private PushMessage message(String path) {
        Subscription to = new Subscription(
                new Endpoints(true).parse(server.endpoint(path)).orElseThrow(),
                P256.publicKey(Base64Url.decode(browser.key()).orElseThrow()).orElseThrow(),
                browser.auth());
        return new PushMessage(to, "topic", new byte[] {'{', '}'});
    }

    private void takes(PushMessage message) {
        await().until(() -> courier.take(message)); // there is one place
    }

    @Test
    @Spec(value = "RFC 8030 §7.3", says = "404 (Not Found), or 410 (Gone): the subscription is over")
    void knowsWhatIsOver() throws InterruptedException {
        server.answers(410);
        takes(message("/over"));
        server.next();

        await().until(() -> gone.contains(message("/over").to().endpoint()));
        assertThat(gone.contains(message("/other").to().endpoint())).isFalse();
    }

    @Test
    void whatIsRefusedIsNotTriedAgain() throws InterruptedException {
        server.answers(413);
        takes(message("/large"));
        server.next();

        takes(message("/next"));

        assertThat(server.next().path()).isEqualTo("/next");
    }

    @Test
    void givesUpInTheEnd() throws InterruptedException {
        for (int i = 0; i < 3; i++) {
            server.answers(503);
        }
        takes(message("/ill"));
        for (int i = 0; i < 3; i++) {
            assertThat(server.next().path()).isEqualTo("/ill");
        }

        takes(message("/next"));

        assertThat(server.next().path()).isEqualTo("/next");
    }

    @Test
    @Spec(value = "RFC 8030 §8.4", says = "Retry-After: how long a server ought to wait")
    void waitsAsLongAsItIsTold() throws InterruptedException {
        server.answers(429, "0");
        takes(message("/busy"));
        assertThat(server.next().path()).isEqualTo("/busy");
        assertThat(server.next().path()).isEqualTo("/busy");
        server.answers(503, "3601");
        takes(message("/closed"));
        assertThat(server.next().path()).isEqualTo("/closed");

        takes(message("/next"));

        assertThat(server.next().path()).isEqualTo("/next");
    }

    @Test
    void takesNoMoreThanThereIsRoomFor() throws InterruptedException {
        courier.stop();
        courier = courier(1, 2, Duration.ofHours(1));
        server.answers(503);
        takes(message("/waiting"));
        server.next();

        assertThat(courier.take(message("/more"))).isFalse();
    }

    @Test
    void redirectionsLeadNowhere() throws InterruptedException {
        server.answers(307);
        takes(message("/moved"));
        assertThat(server.next().path()).isEqualTo("/moved");

        takes(message("/next"));

        assertThat(server.next().path()).isEqualTo("/next");
    }
}
