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

/** XEP-0124 §10: clients that cannot ask for a while. */
class PauseTest {
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
    void aPauseIsAnsweredAtOnceAndSoIsAllThatIsHeld() {
        CompletableFuture<Reply> held = client.poll();

        Reply paused = await(client.sendWith("pause='120'", ""));

        assertThat(await(held).condition()).isEmpty();
        assertThat(await(held).payload()).isEmpty();
        assertThat(paused.isEmptyBody()).isTrue();
        assertThat(stand.gateway().held()).isZero();
    }

    @Test
    void aPausedSessionLivesForTheTimeAskedForAndNotLonger() {
        await(client.sendWith("pause='120'", ""));

        stand.timers().advance(Duration.ofSeconds(119));
        assertThat(stand.gateway().sessions()).isEqualTo(1);
        stand.timers().advance(Duration.ofSeconds(1));
        assertThat(stand.gateway().sessions()).isZero();
    }

    @Test
    void theNextRequestEndsThePause() {
        await(client.sendWith("pause='120'", ""));
        stand.timers().advance(Duration.ofSeconds(100));
        client.transport().send(message("m"));
        await(client.send(""));

        stand.timers().advance(Duration.ofSeconds(60));

        assertThat(stand.gateway().sessions()).isZero();
    }

    @Test
    void aClientMayAskToBeGivenUpSooner() {
        await(client.sendWith("pause='5'", ""));

        stand.timers().advance(Duration.ofSeconds(5));

        assertThat(stand.gateway().sessions()).isZero();
    }

    @Test
    void theAnswerToAPauseHasNoPayloadAndWhatComesMeanwhileWaits() {
        client.transport().pauseInput();
        CompletableFuture<Reply> paused = client.sendWith("pause='60'", messageXml("last"));
        client.awaitHeld(1);
        client.transport().send(message("meanwhile"));
        client.transport().resumeInput();
        assertThat(client.stream().nextElement()).isEqualTo(message("last"));

        assertThat(await(paused).isEmptyBody()).isTrue();
        assertThat(await(client.send("")).payload()).containsExactly(message("meanwhile"));
    }

    @Test
    void aPauseLongerThanPermittedViolatesThePolicy() {
        CompletableFuture<Reply> held = client.poll();

        assertThat(await(client.sendWith("pause='121'", "")).condition()).isEqualTo("policy-violation");
        assertThat(await(held).condition()).isEqualTo("other-request");
    }

    @Test
    void aPauseThatIsNoNumberIsABadRequestAndEndsTheSession() {
        assertThat(await(client.sendWith("pause='long'", "")).condition()).isEqualTo("bad-request");
        assertThat(stand.gateway().sessions()).isZero();
    }

    @Test
    void aPauseMayBeOneRequestMoreThanPermitted() {
        client.transport().pauseInput();
        CompletableFuture<Reply> first = client.send(messageXml("1"));
        client.awaitHeld(1);
        CompletableFuture<Reply> second = client.send(messageXml("2"));
        client.awaitHeld(2);
        CompletableFuture<Reply> paused = client.sendWith("pause='60'", "");
        client.awaitHeld(3);

        client.transport().resumeInput();

        assertThat(await(first).condition()).isEmpty();
        assertThat(await(second).condition()).isEmpty();
        assertThat(await(paused).isEmptyBody()).isTrue();
    }

    @Test
    void twoMoreThanPermittedAreTooMany() {
        client.transport().pauseInput();
        for (int open = 1; open <= 2; open++) {
            client.send(messageXml("m"));
            client.awaitHeld(open);
        }
        client.sendWith("pause='60'", "");
        client.awaitHeld(3);

        assertThat(await(client.sendWith("pause='60'", "")).condition()).isEqualTo("policy-violation");
    }

    @Test
    void aPauseThatIsRepeatedGetsItsAnswerAndLasts() {
        await(client.sendWith("pause='120'", ""));
        stand.timers().advance(Duration.ofSeconds(50));

        Reply again = await(client.send(client.rid(), "pause='120'", ""));
        stand.timers().advance(Duration.ofSeconds(119));

        assertThat(again.isEmptyBody()).isTrue();
        assertThat(stand.gateway().sessions()).isEqualTo(1);
    }

    @Test
    void pausesTakeNoPlaceInTheMemoryForAnswers() {
        for (String id : new String[] {"1", "2"}) {
            client.transport().send(message(id));
            await(client.send(""));
        }
        await(client.sendWith("pause='60'", ""));

        assertThat(await(client.send(1001, "", "")).payload()).containsExactly(message("1"));
    }

    @Test
    void stanzasInAnswersBeforeAPauseMayStillBeUnread() {
        client.transport().send(message("perhaps"));
        await(client.send(""));
        await(client.sendWith("pause='60'", ""));

        stand.timers().advance(Duration.ofSeconds(60));

        assertThat(client.stream().nextLost()).containsExactly(message("perhaps"));
    }

    @Test
    void whereTheOptionsForbidPausesNoneIsOfferedNorGranted() throws IOException {
        BoshOptions d = BoshOptions.defaults();
        try (GatewayStand strict = GatewayStand.withBosh(new BoshOptions(
                d.maxWait(),
                d.maxHold(),
                d.inactivity(),
                d.polling(),
                Duration.ZERO,
                d.maxStreams(),
                d.maxSessions(),
                d.bodySizeBeforeLogin(),
                d.bodySize(),
                d.outputSize(),
                d.secureUri(),
                d.seeOther()))) {
            BoshClient unlucky = strict.client();

            assertThat(unlucky.creation().attribute("maxpause")).isEmpty();
            assertThat(await(unlucky.sendWith("pause='1'", "")).condition()).isEqualTo("policy-violation");
        }
    }
}
