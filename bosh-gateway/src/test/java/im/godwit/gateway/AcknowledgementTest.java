package im.godwit.gateway;

import static im.godwit.gateway.BoshClient.message;
import static im.godwit.gateway.BoshClient.messageXml;
import static im.godwit.gateway.GatewayStand.await;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** XEP-0124 §9: what each side says it has. */
class AcknowledgementTest {
    private GatewayStand stand;
    private BoshClient client;

    @BeforeEach
    void start() throws IOException {
        stand = GatewayStand.start();
        client = stand.client("wait='60' hold='1' ver='1.11' ack='1'");
    }

    @AfterEach
    void stop() {
        stand.close();
    }

    @Test
    void theCreationIsAcknowledgedAndAnAnswerThatWouldNameItsOwnRequestSaysNothing() {
        client.transport().send(message("m"));

        assertThat(client.creation().attribute("ack")).isEqualTo("1000");
        assertThat(await(client.send("")).attribute("ack")).isEmpty();
    }

    @Test
    void anAnswerThatTheClientMissedIsReportedAtOnceWithItsAge() {
        client.transport().send(message("missed"));
        await(client.send(""));
        stand.timers().advance(Duration.ofMillis(1852));

        Reply reply = await(client.sendWith("ack='1000'", ""));

        assertThat(reply.attribute("report")).isEqualTo("1001");
        assertThat(reply.attribute("time")).isEqualTo("1852");
        assertThat(reply.payload()).isEmpty();
        assertThat(await(client.send(1001, "", "")).payload()).containsExactly(message("missed"));
    }

    @Test
    void theFirstMissedOneIsReported() {
        for (int i = 1; i <= 2; i++) {
            client.transport().send(message("m" + i));
            await(client.sendWith(i == 1 ? "" : "ack='1000'", ""));
        }
        await(client.sendWith("ack='1000' pause='120'", ""));
        stand.timers().advance(Duration.ofSeconds(70));

        Reply reply = await(client.sendWith("ack='1000'", ""));

        assertThat(reply.attribute("report")).isEqualTo("1001");
        assertThat(reply.attribute("time")).isEqualTo("65535"); // the schema has 16 bits
    }

    @Test
    void anAnswerThatIsPerhapsStillOnItsWayIsNotReported() {
        client.transport().send(message("m"));
        await(client.send(""));
        stand.timers().advance(Duration.ofMillis(999));

        CompletableFuture<Reply> held = client.sendWith("ack='1000'", "");
        client.awaitHeld(1);

        assertThat(held).isNotDone();
    }

    @Test
    void aClientThatSaysNothingHasAllAndNothingIsReported() {
        client.transport().send(message("m"));
        await(client.send(""));
        stand.timers().advance(Duration.ofSeconds(5));

        CompletableFuture<Reply> held = client.send("");
        client.awaitHeld(1);

        assertThat(held).isNotDone();
    }

    @Test
    void aReportIsMadeOnce() {
        client.transport().send(message("m"));
        await(client.send(""));
        stand.timers().advance(Duration.ofSeconds(5));
        await(client.sendWith("ack='1000'", ""));
        client.transport().send(message("next"));

        assertThat(await(client.send(messageXml("in"))).attribute("report")).isEmpty();
    }

    @Test
    void answersThatAreNotAcknowledgedAreKeptBeyondTheUsualNumber() {
        for (int i = 1; i <= 5; i++) {
            client.transport().send(message("m" + i));
            await(client.sendWith("ack='1000'", messageXml("in")));
        }

        assertThat(await(client.send(1001, "ack='1000'", messageXml("in"))).payload())
                .containsExactly(message("m1"));
    }

    @Test
    void butNotWithoutEnd() {
        for (int i = 1; i <= 9; i++) {
            client.transport().send(message("m" + i));
            await(client.sendWith("ack='1000'", messageXml("in")));
        }

        assertThat(await(client.send(1001, "ack='1000'", messageXml("in"))).condition())
                .isEqualTo("item-not-found");
    }

    @Test
    void answersThatAreAcknowledgedGo() {
        for (int i = 1; i <= 5; i++) {
            client.transport().send(message("m" + i));
            await(client.send(messageXml("in")));
        }

        assertThat(await(client.send(1001, "", messageXml("in"))).condition()).isEqualTo("item-not-found");
    }

    @Test
    void acknowledgementsOfWhatWasNeverSentDoNoHarm() {
        client.transport().send(message("m"));
        await(client.sendWith("ack='9007199254740991'", ""));
        client.transport().send(message("unread"));
        await(client.sendWith("ack='-1'", messageXml("in")));

        stand.timers().advance(Duration.ofSeconds(60));

        client.stream().nextElement();
        assertThat(client.stream().nextLost()).containsExactly(message("m"), message("unread"));
    }
}
