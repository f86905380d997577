package im.godwit.gateway;

import static im.godwit.gateway.BoshClient.message;
import static im.godwit.gateway.BoshClient.messageXml;
import static im.godwit.gateway.GatewayStand.await;
import static org.assertj.core.api.Assertions.assertThat;

import im.godwit.xml.Element;
import im.godwit.xml.Name;
import im.godwit.xml.Namespaces;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** XEP-0124 §8, §10, §11, §12: when requests are answered, and which come too seldom or too often. */
class WaitAndHoldTest {
    private static final Element LARGE = Element.of(new Name(Namespaces.CLIENT, "message"), "x".repeat(600));

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
    void aHeldRequestIsAnsweredAsSoonAsThereIsAStanza() {
        BoshClient client = stand.client();
        CompletableFuture<Reply> held = client.poll();
        assertThat(held).isNotDone();

        client.transport().send(message("m"));

        Reply reply = await(held);
        assertThat(reply.payload()).containsExactly(message("m"));
        assertThat(reply.header("Cache-Control")).isEqualTo("no-store");
        assertThat(reply.header("X-Accel-Buffering")).isEqualTo("no");
    }

    @Test
    void allThatWaitsGoesInOneAnswer() {
        BoshClient client = stand.client();
        client.transport().send(message("1"));
        client.transport().send(message("2"));
        client.transport().send(message("3"));

        assertThat(await(client.send("")).payload()).containsExactly(message("1"), message("2"), message("3"));
    }

    @Test
    void anElementOfTheStreamsNamespaceDeepInAStanzaDeclaresItsPrefix() {
        BoshClient client = stand.client();
        Element tricky = Element.builder(Namespaces.CLIENT, "message")
                .add(Element.of(new Name(Namespaces.STREAMS, "error")))
                .build();
        client.transport().send(tricky);

        assertThat(await(client.send("")).payload()).containsExactly(tricky);
    }

    @Test
    void withNothingToSayTheAnswerIsEmptyWhenTheWaitIsOver() {
        BoshClient client = stand.client();
        CompletableFuture<Reply> held = client.poll();

        stand.timers().advance(Duration.ofSeconds(59));
        assertThat(held).isNotDone();
        stand.timers().advance(Duration.ofSeconds(1));

        assertThat(await(held).isEmptyBody()).isTrue();
    }

    @Test
    void aNewRequestReleasesTheOneThatIsHeld() {
        BoshClient client = stand.client();
        CompletableFuture<Reply> older = client.poll();

        CompletableFuture<Reply> newer = client.send(messageXml("m"));

        // §9.1: it tells that the newer one came
        assertThat(await(older).attribute("ack")).isEqualTo(Long.toString(client.rid()));
        assertThat(await(older).payload()).isEmpty();
        assertThat(newer).isNotDone();
    }

    @Test
    void twoRequestsAreHeldWhereTheClientAskedForIt() {
        BoshClient client = stand.client("wait='60' hold='2' ver='1.11'");
        CompletableFuture<Reply> first = client.send("");
        client.awaitHeld(1);
        CompletableFuture<Reply> second = client.send("");
        client.awaitHeld(2);

        client.transport().send(message("m"));

        assertThat(await(first).payload()).containsExactly(message("m"));
        assertThat(second).isNotDone();
    }

    @Test
    void anAnswerWaitsForTheOneBeforeItSoThatItCannotOvertake() {
        BoshClient client = stand.client("wait='60' hold='2' ver='1.11'");
        CompletableFuture<Reply> first = client.send("");
        client.awaitHeld(1);
        CompletableFuture<Reply> second = client.send("");
        client.awaitHeld(2);

        client.transport().send(message("1"));
        client.transport().send(message("2"));
        client.transport().send(message("3"));

        assertThat(await(first).payload()).containsExactly(message("1"));
        assertThat(second).isNotDone();
        stand.timers().advance(Duration.ofMillis(20));
        assertThat(await(second).payload()).containsExactly(message("2"), message("3"));
    }

    @Test
    void anAnswerNeedNotWaitWhereTheClientShowsThatItHasTheOneBefore() {
        BoshClient client = stand.client("wait='60' hold='2' ver='1.11' ack='1'");
        CompletableFuture<Reply> first = client.send("");
        client.awaitHeld(1);
        CompletableFuture<Reply> second = client.send("");
        client.awaitHeld(2);
        client.transport().send(message("1"));
        await(first);
        client.sendWith("ack='" + (client.rid() - 1) + "'", messageXml("shows it"));
        client.stream().nextElement();

        client.transport().send(message("2"));

        assertThat(await(second).payload()).containsExactly(message("2"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"wait='0' hold='0'", "wait='0' hold='1'", "wait='60' hold='0'"})
    void pollingSessionsAreAnsweredAtOnce(String terms) {
        BoshClient client = stand.client(terms + " ver='1.11'");

        assertThat(await(client.send(messageXml("m"))).isEmptyBody()).isTrue();
        assertThat(client.stream().nextElement()).isEqualTo(message("m"));
    }

    @Test
    void aSessionWithoutRequestsEndsAfterTheInactivityAndGivesBackItsStanzas() {
        BoshClient client = stand.client();
        client.transport().send(message("unsent"));

        stand.timers().advance(Duration.ofSeconds(59));
        assertThat(stand.gateway().sessions()).isEqualTo(1);
        stand.timers().advance(Duration.ofSeconds(1));

        assertThat(stand.gateway().sessions()).isZero();
        assertThat(client.stream().nextLost()).containsExactly(message("unsent"));
        assertThat(await(client.send("")).condition()).isEqualTo("item-not-found");
    }

    @Test
    void aHeldRequestIsNotInactivity() {
        BoshClient client = stand.client();
        CompletableFuture<Reply> held = client.poll();
        stand.timers().advance(Duration.ofSeconds(50));
        client.send("");
        await(held);
        stand.timers().advance(Duration.ofSeconds(50));

        assertThat(stand.gateway().sessions()).isEqualTo(1);
    }

    @Test
    void whatTheClientNeverShowedToHaveIsGivenBackToo() {
        BoshClient client = stand.client();
        client.transport().send(message("perhaps"));
        await(client.send(""));

        stand.timers().advance(Duration.ofSeconds(60));

        assertThat(client.stream().nextLost()).containsExactly(message("perhaps"));
    }

    @Test
    void whatTheClientAcknowledgedIsNotGivenBack() {
        BoshClient client = stand.client("wait='60' hold='1' ver='1.11' ack='1'");
        client.transport().send(message("received"));
        await(client.send(""));
        client.transport().send(message("perhaps"));
        // §9.2: no ack attribute says that all answers came
        await(client.send(messageXml("m")));
        client.stream().nextElement();

        stand.timers().advance(Duration.ofSeconds(60));

        assertThat(client.stream().nextLost()).containsExactly(message("perhaps"));
    }

    @Test
    void anEarlyRequestDoesNotKeepASessionAlive() {
        BoshClient client = stand.client();
        CompletableFuture<Reply> early = client.send(1002, "", messageXml("m"));
        client.awaitHeld(1);

        stand.timers().advance(Duration.ofSeconds(60));

        assertThat(await(early).condition()).isEqualTo("item-not-found");
        assertThat(client.stream().nextLost()).isEmpty();
    }

    @Test
    void aPollRightAfterTheHeldRequestViolatesThePolicy() {
        BoshClient client = stand.client();
        CompletableFuture<Reply> held = client.poll();

        assertThat(await(client.send("")).condition()).isEqualTo("policy-violation");
        assertThat(await(held).condition()).isEqualTo("other-request");
    }

    @Test
    void aPollRightAfterAPayloadIsForgiven() {
        BoshClient client = stand.client();
        CompletableFuture<Reply> payload = client.send(messageXml("m"));
        client.awaitHeld(1);

        CompletableFuture<Reply> poll = client.send("");

        assertThat(await(payload).condition()).isEmpty();
        assertThat(poll).isNotDone();
    }

    @Test
    void aPollAfterThePollingIntervalIsPermitted() {
        BoshClient client = stand.client();
        CompletableFuture<Reply> held = client.poll();
        stand.timers().advance(Duration.ofSeconds(2));

        CompletableFuture<Reply> next = client.send("");

        assertThat(await(held).condition()).isEmpty();
        assertThat(next).isNotDone();
    }

    @Test
    void aPollingClientMustNotPollFasterThanItsInterval() {
        BoshClient client = stand.client("wait='0' hold='0' ver='1.11'");
        stand.timers().advance(Duration.ofSeconds(2));
        await(client.send(""));

        assertThat(await(client.send("")).condition()).isEqualTo("policy-violation");
    }

    @Test
    void aPollingClientMayPollAgainAtOnceWhenThereWasSomething() {
        BoshClient client = stand.client("wait='0' hold='0' ver='1.11'");
        stand.timers().advance(Duration.ofSeconds(2));
        client.transport().send(message("m"));
        await(client.send(""));

        assertThat(await(client.send("")).condition()).isEmpty();
    }

    @Test
    void aStreamThatPausesKeepsRequestsUnansweredAndGetsAllInOrderLater() {
        BoshClient client = stand.client();
        client.transport().pauseInput();
        CompletableFuture<Reply> first = client.send(messageXml("1"));
        client.awaitHeld(1);
        CompletableFuture<Reply> second = client.send(messageXml("2"));
        client.awaitHeld(2);
        assertThat(first).isNotDone();
        assertThat(client.stream().isQuiet()).isTrue();

        client.transport().resumeInput();

        assertThat(client.stream().nextElement()).isEqualTo(message("1"));
        assertThat(client.stream().nextElement()).isEqualTo(message("2"));
        assertThat(await(first).condition()).isEmpty();
        assertThat(second).isNotDone();
    }

    @Test
    void aStreamMayPauseInTheMiddleOfARequest() {
        BoshClient client = stand.client();
        client.stream().pauseAfterNext();
        CompletableFuture<Reply> request = client.sendWith("pause='60'", messageXml("1") + messageXml("2"));

        assertThat(client.stream().nextElement()).isEqualTo(message("1"));
        client.awaitHeld(1);
        assertThat(client.stream().isQuiet()).isTrue();
        client.transport().resumeInput();

        assertThat(client.stream().nextElement()).isEqualTo(message("2"));
        assertThat(await(request).isEmptyBody()).isTrue();
    }

    @Test
    void whileTheStreamPausesMoreThanTheWindowIsTooMuch() {
        BoshClient client = stand.client();
        client.transport().pauseInput();
        client.send(messageXml("1"));
        client.awaitHeld(1);
        client.send(messageXml("2"));
        client.awaitHeld(2);

        assertThat(await(client.send(1003, "", messageXml("3"))).condition()).isEqualTo("policy-violation");
    }

    @Test
    void aClientThatDoesNotAskForItsStanzasLosesTheSessionButNotTheStanzas() throws IOException {
        try (GatewayStand small = small()) {
            BoshClient client = small.client();
            client.transport().send(LARGE);
            client.transport().send(LARGE);

            assertThat(client.stream().nextLost()).containsExactly(LARGE, LARGE);
            assertThat(small.gateway().sessions()).isZero();
        }
    }

    @Test
    void aStreamThatSaysMuchLearnsWhenItIsTaken() throws IOException {
        try (GatewayStand small = small()) {
            BoshClient client = small.client();
            assertThat(client.transport().isCongested()).isFalse();
            client.transport().send(LARGE);
            assertThat(client.transport().isCongested()).isTrue();
            client.transport().pauseInput(); // a stream that waits to be heard may not listen

            assertThat(await(client.send("")).payload()).containsExactly(LARGE);

            client.stream().next(ScriptedStream.Event.Relieved.class);
            assertThat(client.transport().isCongested()).isFalse();
        }
    }

    /** One that keeps no more than a KiB for a client. */
    private static GatewayStand small() throws IOException {
        BoshOptions defaults = BoshOptions.defaults();
        return GatewayStand.withBosh(new BoshOptions(
                defaults.maxWait(),
                defaults.maxHold(),
                defaults.inactivity(),
                defaults.polling(),
                defaults.maxPause(),
                defaults.maxStreams(),
                defaults.maxSessions(),
                defaults.bodySizeBeforeLogin(),
                defaults.bodySize(),
                1024,
                defaults.secureUri(),
                defaults.seeOther()));
    }
}
