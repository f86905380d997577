package im.godwit.gateway;

import static im.godwit.gateway.BoshClient.message;
import static im.godwit.gateway.BoshClient.messageXml;
import static im.godwit.gateway.GatewayStand.await;
import static org.assertj.core.api.Assertions.assertThat;

import im.godwit.core.transport.StreamCondition;
import im.godwit.gateway.ScriptedStream.Event.Ended;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** XEP-0124 §16: several streams in one session. */
class SeveralStreamsTest {
    private static final String OPEN = "to='example.org' from='juliet@example.org' xml:lang='de'";

    private GatewayStand stand;
    private BoshClient client;
    private String first;
    private String second;
    private ScriptedStream other;

    @BeforeEach
    void start() throws IOException {
        stand = GatewayStand.start();
        client = stand.client();
        first = client.creation().attribute("stream");
    }

    @AfterEach
    void stop() {
        stand.close();
    }

    private Reply openSecond() {
        Reply reply = await(client.sendWith(OPEN, ""));
        second = reply.attribute("stream");
        other = stand.nextStream();
        return reply;
    }

    private static String to(String stream) {
        return "stream='" + stream + "'";
    }

    @Test
    void aRequestWithAnAddressOpensAStreamAndItsAnswerNamesIt() {
        CompletableFuture<Reply> held = client.poll();

        Reply reply = openSecond();

        assertThat(second).hasSize(22).isNotEqualTo(first).isNotEqualTo(client.sid());
        assertThat(reply.attribute("from")).isEqualTo("example.org");
        assertThat(reply.xmpp("version")).isEqualTo("1.0");
        assertThat(reply.payload()).containsExactly(ScriptedStream.FEATURES);
        for (String ofCreation :
                new String[] {"sid", "requests", "polling", "hold", "inactivity", "maxpause", "wait"}) {
            assertThat(reply.attribute(ofCreation)).isEmpty();
        }
        assertThat(await(held).payload()).isEmpty();
        assertThat(other.nextHeader())
                .satisfies(header -> assertThat(header.to()).contains("example.org"))
                .satisfies(header -> assertThat(header.from()).contains("juliet@example.org"))
                .satisfies(header -> assertThat(header.lang()).contains("de"));
    }

    /** §16.3: the request may have a route. */
    @Test
    void eachStreamHasItsOwnRoute() {
        await(client.sendWith(OPEN + " route='xmpp:b.example.org:9999'", ""));

        assertThat(stand.nextStream().transport().route()).contains("xmpp:b.example.org:9999");
        assertThat(client.transport().route()).isEmpty();
    }

    @Test
    void withOneStreamAnswersDoNotNameIt() {
        client.transport().send(message("m"));

        assertThat(await(client.send("")).attribute("stream")).isEmpty();
    }

    @Test
    void eachAnswerIsOfOneStreamAndNamesIt() {
        openSecond();
        client.transport().send(message("a1"));
        other.transport().send(message("b1"));
        client.transport().send(message("a2"));
        Reply one = await(client.send(messageXml("x")));
        Reply two = await(client.send(messageXml("x")));

        assertThat(one.attribute("stream")).isEqualTo(first);
        assertThat(one.payload()).containsExactly(message("a1"), message("a2"));
        assertThat(two.attribute("stream")).isEqualTo(second);
        assertThat(two.payload()).containsExactly(message("b1"));
    }

    @Test
    void aStreamThatAlwaysHasMoreDoesNotSilenceTheOther() {
        openSecond();
        other.transport().send(message("b1"));
        client.transport().send(message("a1"));
        Reply one = await(client.send(messageXml("x")));
        client.transport().send(message("a2"));

        assertThat(one.attribute("stream")).isEqualTo(first);
        assertThat(await(client.send(messageXml("x"))).attribute("stream")).isEqualTo(second);
    }

    @Test
    void emptyAnswersNameNoStream() {
        openSecond();
        CompletableFuture<Reply> held = client.poll();
        stand.timers().advance(Duration.ofSeconds(60));

        assertThat(await(held).isEmptyBody()).isTrue();
    }

    @Test
    void payloadGoesToTheStreamThatIsNamed() {
        openSecond();
        other.nextHeader();

        client.sendWith(to(second), messageXml("b"));

        assertThat(other.nextElement()).isEqualTo(message("b"));
        assertThat(client.stream().isQuiet()).isTrue();
    }

    @Test
    void payloadWithoutANameGoesToAll() {
        openSecond();
        other.nextHeader();

        client.send(messageXml("all"));

        assertThat(client.stream().nextElement()).isEqualTo(message("all"));
        assertThat(other.nextElement()).isEqualTo(message("all"));
    }

    @Test
    void payloadForAStreamThatNeverWasEndsTheSession() {
        openSecond();
        other.nextHeader();

        assertThat(await(client.sendWith(to("guess"), messageXml("m"))).condition())
                .isEqualTo("item-not-found");
        assertThat(client.stream().nextLost()).isEmpty();
        assertThat(other.nextLost()).isEmpty();
        assertThat(stand.gateway().sessions()).isZero();
    }

    @Test
    void aNameWithoutPayloadMeansNothing() {
        CompletableFuture<Reply> held = client.sendWith(to("guess"), "");
        client.awaitHeld(1);

        assertThat(held).isNotDone();
    }

    @Test
    void oneStreamIsClosedAndTheOtherGoesOn() {
        openSecond();
        other.nextHeader();

        Reply reply = await(client.sendWith(to(second) + " type='terminate'", messageXml("bye")));

        assertThat(reply.attribute("type")).isEqualTo("terminate");
        assertThat(reply.attribute("stream")).isEqualTo(second);
        assertThat(reply.condition()).isEmpty();
        assertThat(other.nextElement()).isEqualTo(message("bye"));
        other.next(Ended.class);
        client.sendWith(to(first), messageXml("still here"));
        assertThat(client.stream().nextElement()).isEqualTo(message("still here"));
        assertThat(stand.gateway().sessions()).isEqualTo(1);
    }

    @Test
    void payloadForAStreamThatHasJustClosedIsIgnored() {
        openSecond();
        other.nextHeader();
        other.transport().close(Optional.empty());

        Reply reply = await(client.sendWith(to(second), messageXml("too late")));

        assertThat(reply.attribute("stream")).isEqualTo(second);
        assertThat(reply.attribute("type")).isEqualTo("terminate");
        assertThat(await(client.sendWith(to(second) + " pause='60'", messageXml("later still")))
                        .isEmptyBody())
                .isTrue();
        assertThat(other.isQuiet()).isTrue();
        assertThat(client.stream().isQuiet()).isTrue();
    }

    @Test
    void closingTheLastStreamEndsTheSession() {
        openSecond();
        await(client.sendWith(to(first) + " type='terminate'", ""));

        Reply reply = await(client.sendWith(to(second) + " type='terminate'", ""));

        assertThat(reply.attribute("type")).isEqualTo("terminate");
        assertThat(reply.attribute("stream")).isEmpty();
        assertThat(stand.gateway().sessions()).isZero();
    }

    @Test
    void anEndWithoutANameClosesAllStreamsAndItsPayloadGoesToAll() {
        openSecond();
        other.nextHeader();

        await(client.sendWith("type='terminate'", messageXml("bye")));

        for (ScriptedStream stream : new ScriptedStream[] {client.stream(), other}) {
            assertThat(stream.nextElement()).isEqualTo(message("bye"));
            stream.next(Ended.class);
        }
    }

    @Test
    void theErrorOfOneStreamEndsOnlyThatOne() {
        openSecond();
        other.transport().send(message("last"));
        other.transport().close(Optional.of(StreamCondition.CONFLICT.error()));

        Reply reply = await(client.send(""));

        assertThat(reply.condition()).isEqualTo("remote-stream-error");
        assertThat(reply.attribute("stream")).isEqualTo(second);
        assertThat(reply.payload())
                .containsExactly(
                        message("last"), StreamCondition.CONFLICT.error().toElement());
        client.transport().send(message("goes on"));
        assertThat(await(client.send(messageXml("x"))).payload()).containsExactly(message("goes on"));
    }

    @Test
    void theErrorOfTheLastStreamEndsTheSession() {
        openSecond();
        client.transport().close(Optional.empty());
        await(client.send(""));
        other.transport().close(Optional.of(StreamCondition.CONFLICT.error()));

        Reply reply = await(client.send(messageXml("x")));

        assertThat(reply.condition()).isEqualTo("remote-stream-error");
        assertThat(reply.attribute("stream")).isEqualTo(second); // §16.4: it has payload
        assertThat(stand.gateway().sessions()).isZero();
    }

    @Test
    void aStreamThatIsNotServedClosesAlone() {
        stand.silent();
        CompletableFuture<Reply> opening = client.sendWith(OPEN, "");
        ScriptedStream refused = stand.nextStream();
        refused.nextHeader();
        refused.transport().close(Optional.of(StreamCondition.HOST_UNKNOWN.error()));

        assertThat(await(opening).condition()).isEqualTo("host-unknown");
        assertThat(await(opening).attribute("stream")).hasSize(22);
        assertThat(stand.gateway().sessions()).isEqualTo(1);
    }

    @Test
    void moreStreamsThanPermittedAreRefusedOneByOne() {
        for (int i = 2; i <= 4; i++) {
            assertThat(await(client.sendWith(OPEN, "")).condition()).isEmpty();
            stand.nextStream();
        }

        Reply reply = await(client.sendWith(OPEN, ""));

        assertThat(reply.condition()).isEqualTo("remote-stream-error");
        assertThat(reply.attribute("stream")).hasSize(22);
        assertThat(reply.payload())
                .containsExactly(StreamCondition.RESOURCE_CONSTRAINT.error().toElement());
        assertThat(stand.gateway().sessions()).isEqualTo(1);
    }

    @Test
    void theNameComesBeforeAnythingElseOfTheStream() {
        stand.silent();
        BoshClient patient = client;
        CompletableFuture<Reply> opening = patient.sendWith(OPEN, "");
        ScriptedStream late = stand.nextStream();
        late.nextHeader();
        stand.timers().advance(Duration.ofSeconds(2));
        Reply named = await(opening);
        late.transport().send(message("m"));
        Reply next = await(patient.send(""));

        assertThat(named.payload()).isEmpty();
        assertThat(named.attribute("stream")).hasSize(22);
        assertThat(next.attribute("stream")).isEqualTo(named.attribute("stream"));
    }

    @Test
    void eachStreamGetsBackItsOwnStanzasWhenTheClientIsGone() {
        openSecond();
        other.nextHeader();
        client.transport().send(message("a"));
        other.transport().send(message("b"));
        await(client.send(""));

        stand.timers().advance(Duration.ofSeconds(60));

        assertThat(client.stream().nextLost()).containsExactly(message("a"));
        assertThat(other.nextLost()).containsExactly(message("b"));
    }

    @Test
    void aRestartIsOfTheStreamThatIsNamed() {
        openSecond();
        other.nextHeader();
        client.transport().expectRestart();
        other.transport().expectRestart();

        Reply reply = await(client.sendWith(to(second) + " to='example.org' xmpp:restart='true'", ""));

        assertThat(reply.attribute("stream")).isEqualTo(second);
        assertThat(reply.payload()).containsExactly(ScriptedStream.FEATURES);
        assertThat(other.nextHeader().to()).contains("example.org");
        assertThat(client.stream().isQuiet()).isTrue();
    }

    @Test
    void aStreamThatPausesDoesNotLoseWhatIsForTheOther() {
        openSecond();
        other.nextHeader();
        other.transport().pauseInput();
        CompletableFuture<Reply> reply = client.send(messageXml("all"));
        assertThat(client.stream().nextElement()).isEqualTo(message("all"));
        assertThat(reply).isNotDone();

        other.transport().close(Optional.empty());

        assertThat(await(reply).attribute("stream")).isEqualTo(second);
        assertThat(other.isQuiet()).isTrue();
    }

    @Test
    void whenTheGatewayStopsAllStreamsHear() {
        openSecond();
        other.nextHeader();
        CompletableFuture<Reply> held = client.poll();
        other.transport().send(message("b"));

        assertThat(await(held).payload()).containsExactly(message("b"));
        CompletableFuture<Reply> last = client.poll();
        stand.gateway().close();

        assertThat(await(last).condition()).isEqualTo("system-shutdown");
        assertThat(await(last).attribute("stream")).isEmpty();
        assertThat(client.stream().nextLost()).isEmpty();
        assertThat(other.nextLost()).hasSizeLessThanOrEqualTo(1);
    }
}
