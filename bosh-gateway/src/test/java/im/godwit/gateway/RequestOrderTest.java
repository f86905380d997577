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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** XEP-0124 §14: rids. */
class RequestOrderTest {
    private GatewayStand stand;
    private BoshClient client;

    @BeforeEach
    void start() throws IOException {
        stand = GatewayStand.start();
        client = stand.client();
    }

    @AfterEach
    void stop() {
        stand.close();
    }

    @Test
    void requestsOutOfOrderReachTheStreamInTheOrderOfRids() {
        CompletableFuture<Reply> second = client.send(1002, "", messageXml("b"));
        client.awaitHeld(1);
        assertThat(client.stream().isQuiet()).isTrue();

        CompletableFuture<Reply> first = client.send(1001, "", messageXml("a"));

        assertThat(client.stream().nextElement()).isEqualTo(message("a"));
        assertThat(client.stream().nextElement()).isEqualTo(message("b"));
        // only one is held; the answer says how far the requests have come (§9.1)
        assertThat(await(first).attribute("ack")).isEqualTo("1002");
        assertThat(second).isNotDone();
    }

    @Test
    void aPollThatAnotherRequestOvertookIsNoOveractivity() {
        client.send(1002, "", messageXml("b"));
        client.awaitHeld(1);

        CompletableFuture<Reply> poll = client.send(1001, "", "");

        assertThat(client.stream().nextElement()).isEqualTo(message("b"));
        assertThat(await(poll).attribute("type")).isEmpty();
    }

    @Test
    void aRidBeyondTheWindowEndsTheSession() {
        Reply reply = await(client.send(1003, "", messageXml("x")));

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.condition()).isEqualTo("item-not-found");
        assertThat(client.stream().nextLost()).isEmpty();
        assertThat(await(client.send(1001, "", "")).condition()).isEqualTo("item-not-found");
    }

    @Test
    void whoeverWaitsLearnsThatAnotherRequestEndedTheSession() {
        CompletableFuture<Reply> waiting = client.poll();

        assertThat(await(client.send(1004, "", "")).condition()).isEqualTo("item-not-found");
        assertThat(await(waiting).condition()).isEqualTo("other-request");
    }

    @Test
    void aRepeatedRequestGetsTheSameAnswerByteForByteAndIsNotProcessedAgain() {
        client.transport().send(message("out"));
        Reply original = await(client.send(messageXml("in")));
        client.stream().nextElement();

        Reply repeated = await(client.send(client.rid(), "", messageXml("in")));

        assertThat(original.payload()).containsExactly(message("out"));
        assertThat(repeated.content()).isEqualTo(original.content());
        assertThat(client.stream().isQuiet()).isTrue();
    }

    @Test
    void anAnswerIsKeptForAsManyRequestsAsMayBeOpenAndThenForgotten() {
        for (String id : new String[] {"1", "2", "3"}) {
            client.transport().send(message(id));
            await(client.send(messageXml(id)));
        }
        assertThat(await(client.send(1002, "", messageXml("2"))).payload()).containsExactly(message("2"));

        // §14.3: the same error as for a rid that is too high
        assertThat(await(client.send(1001, "", messageXml("1"))).condition()).isEqualTo("item-not-found");
    }

    @Test
    void aRepetitionOfAHeldRequestTakesItsPlaceAndTheOlderOneIsRecoverable() {
        CompletableFuture<Reply> older = client.send(messageXml("once"));
        client.stream().nextElement();

        CompletableFuture<Reply> newer = client.send(client.rid(), "", messageXml("once"));

        assertThat(await(older).attribute("type")).isEqualTo("error");
        assertThat(newer).isNotDone();
        client.transport().send(message("out"));
        assertThat(await(newer).payload()).containsExactly(message("out"));
        assertThat(client.stream().isQuiet()).isTrue();
    }

    @Test
    void aRepetitionOfARequestThatCameTooEarlyIsNotProcessedTwice() {
        CompletableFuture<Reply> older = client.send(1002, "", messageXml("b"));
        client.awaitHeld(1);
        client.send(1002, "", messageXml("b"));
        assertThat(await(older).attribute("type")).isEqualTo("error");

        client.send(1001, "", messageXml("a"));

        assertThat(client.stream().nextElement()).isEqualTo(message("a"));
        assertThat(client.stream().nextElement()).isEqualTo(message("b"));
        assertThat(client.stream().isQuiet()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "-1", "abc", "9007199254740992", "99999999999999999999", "1e3"})
    void aRidThatIsNoneIsABadRequest(String rid) {
        Reply reply = await(stand.post(
                "<body xmlns='http://jabber.org/protocol/httpbind' to='example.com' ver='1.11' rid='" + rid + "'/>"));

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.condition()).isEqualTo("bad-request");
    }

    @Test
    void theLargestRidIsTwoToTheFiftyThreeMinusOne() {
        Reply reply = await(stand.post("<body xmlns='http://jabber.org/protocol/httpbind' to='example.com' ver='1.11'"
                + " rid='9007199254740991'/>"));

        assertThat(reply.attribute("sid")).isNotEmpty();
    }

    @Test
    void anUnknownSessionIsNotFound() {
        Reply reply = await(stand.post("<body xmlns='http://jabber.org/protocol/httpbind' rid='1' sid='guess'/>"));

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.condition()).isEqualTo("item-not-found");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "9007199254740992", "99999999999999999999", "x"})
    void aMalformedRidEndsTheSessionThatItNames(String rid) {
        CompletableFuture<Reply> held = client.poll();

        Reply reply = await(stand.post(
                "<body xmlns='http://jabber.org/protocol/httpbind' rid='" + rid + "' sid='" + client.sid() + "'/>"));

        assertThat(reply.condition()).isEqualTo("bad-request");
        assertThat(await(held).condition()).isEqualTo("other-request");
        assertThat(stand.gateway().sessions()).isZero();
    }

    @Test
    void ridsMayGoUpToTheLargest() {
        Reply creation = await(stand.post("<body xmlns='http://jabber.org/protocol/httpbind' to='example.com'"
                + " ver='1.11' rid='9007199254740990'/>"));
        stand.nextStream().transport().send(message("m"));

        Reply last = await(stand.post("<body xmlns='http://jabber.org/protocol/httpbind' rid='9007199254740991' sid='"
                + creation.attribute("sid") + "'/>"));

        assertThat(last.payload()).containsExactly(message("m"));
    }

    @Test
    void guessesEndTheSessionBeforeOneCanBeRight() {
        client.transport().send(message("secret"));

        for (long guess : new long[] {1, 999, 1003, 1_573_741_820}) {
            BoshClient victim = stand.client();
            Reply reply = await(victim.send(guess, "", ""));
            assertThat(reply.condition()).isEqualTo("item-not-found");
            assertThat(reply.payload()).isEmpty();
            assertThat(await(victim.send(1001, "", "")).condition()).isEqualTo("item-not-found");
        }
    }

    @Test
    void aRequestThatIsRepeatedWithoutEndViolatesThePolicy() {
        client.transport().send(message("m"));
        await(client.send(""));
        for (int i = 0; i < 40; i++) {
            assertThat(await(client.send(1001, "", "")).payload()).containsExactly(message("m"));
        }

        assertThat(await(client.send(1001, "", "")).condition()).isEqualTo("policy-violation");
    }

    @Test
    void aRepetitionShowsThatTheClientIsThere() {
        client.transport().send(message("m"));
        await(client.send(""));
        stand.timers().advance(Duration.ofSeconds(50));
        await(client.send(1001, "", ""));
        stand.timers().advance(Duration.ofSeconds(50));

        assertThat(stand.gateway().sessions()).isEqualTo(1);
    }
}
