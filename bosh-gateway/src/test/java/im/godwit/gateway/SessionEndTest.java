package im.godwit.gateway;

import static im.godwit.gateway.BoshClient.message;
import static im.godwit.gateway.BoshClient.messageXml;
import static im.godwit.gateway.GatewayStand.await;
import static org.assertj.core.api.Assertions.assertThat;

import im.godwit.core.transport.StreamCondition;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** XEP-0124 §13, §17 and XEP-0206 §5, §6: how sessions end, and how streams begin again. */
class SessionEndTest {
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
    void aClientEndsTheSessionAndItsLastStanzaIsForwarded() {
        Reply reply = await(client.sendWith("type='terminate'", messageXml("bye")));

        assertThat(reply.attribute("type")).isEqualTo("terminate");
        assertThat(reply.condition()).isEmpty();
        assertThat(client.stream().nextElement()).isEqualTo(message("bye"));
        client.stream().next(ScriptedStream.Event.Ended.class);
        assertThat(stand.gateway().sessions()).isZero();
        assertThat(client.stream().isQuiet()).isTrue();
    }

    @Test
    void theEndIsToldOnTheOldestConnectionAndTheOthersAreEmpty() {
        CompletableFuture<Reply> oldest = client.poll();

        Reply terminating = await(client.sendWith("type='terminate'", ""));

        assertThat(await(oldest).attribute("type")).isEqualTo("terminate");
        assertThat(terminating.isEmptyBody()).isTrue();
    }

    @Test
    void aStreamThatDoesNotCloseInTimeDoesNotKeepTheClientWaiting() {
        stand.silent();
        CompletableFuture<Reply> creation = stand.post(BoshClient.creation("wait='60' hold='1' ver='1.11'"));
        ScriptedStream stream = stand.nextStream();
        stream.nextHeader();
        stream.transport().send(ScriptedStream.FEATURES);
        CompletableFuture<Reply> end = stand.post("<body xmlns='http://jabber.org/protocol/httpbind' rid='1001' sid='"
                + await(creation).attribute("sid") + "' type='terminate'/>");
        stream.next(ScriptedStream.Event.Ended.class);
        stream.transport().send(message("last"));
        assertThat(end).isNotDone();

        stand.timers().advance(Duration.ofSeconds(2));

        assertThat(await(end).attribute("type")).isEqualTo("terminate");
        assertThat(await(end).payload()).containsExactly(message("last"));
    }

    @Test
    void aStreamThatPausesHearsOfTheEndInTime() {
        client.transport().pauseInput();
        CompletableFuture<Reply> end = client.sendWith("type='terminate'", messageXml("bye"));
        client.awaitHeld(1);

        stand.timers().advance(Duration.ofSeconds(2));

        assertThat(await(end).attribute("type")).isEqualTo("terminate");
        assertThat(client.stream().nextElement()).isEqualTo(message("bye"));
        client.stream().next(ScriptedStream.Event.Ended.class);
    }

    @Test
    void aStreamErrorIsInsideTheEndAfterTheStanzas() {
        client.transport().send(message("m"));
        client.transport().close(Optional.of(StreamCondition.CONFLICT.error("elsewhere")));

        Reply reply = await(client.send(""));

        assertThat(reply.condition()).isEqualTo("remote-stream-error");
        assertThat(reply.payload())
                .containsExactly(
                        message("m"),
                        StreamCondition.CONFLICT.error("elsewhere").toElement());
        assertThat(reply.text()).contains("<stream:error>");
        assertThat(stand.gateway().sessions()).isZero();
    }

    @Test
    void aHeldRequestLearnsOfTheEndAtOnce() {
        CompletableFuture<Reply> held = client.poll();

        client.transport().close(Optional.empty());

        assertThat(await(held).attribute("type")).isEqualTo("terminate");
        assertThat(await(held).condition()).isEmpty();
    }

    @Test
    void anEndThatNoRequestFetchesGivesTheStanzasBack() {
        client.transport().send(message("m"));
        client.transport().close(Optional.empty());

        stand.timers().advance(Duration.ofSeconds(5));

        assertThat(client.stream().nextLost()).containsExactly(message("m"));
        assertThat(stand.gateway().sessions()).isZero();
    }

    @Test
    void whenTheGatewayStopsHeldRequestsAreAnsweredAndStreamsGetTheirStanzasBack() {
        CompletableFuture<Reply> held = client.poll();
        BoshClient absent = stand.client();
        absent.transport().send(message("m"));

        stand.gateway().close();

        assertThat(await(held).condition()).isEqualTo("system-shutdown");
        assertThat(client.stream().nextLost()).isEmpty();
        assertThat(absent.stream().nextLost()).containsExactly(message("m"));
    }

    @Test
    void aServerThatStopsItsStreamsTellsSystemShutdown() {
        CompletableFuture<Reply> held = client.poll();

        client.transport().close(Optional.of(StreamCondition.SYSTEM_SHUTDOWN.error()));

        assertThat(await(held).condition()).isEqualTo("system-shutdown");
    }

    @Test
    void aRestartGivesTheStreamANewHeaderAndTheClientNewFeatures() {
        client.transport().authenticated();
        client.transport().expectRestart();
        Reply reply =
                await(client.sendWith("to='example.com' xml:lang='de' xmpp:restart='true'", messageXml("ignored")));

        assertThat(client.stream().nextHeader())
                .satisfies(header -> assertThat(header.to()).contains("example.com"))
                .satisfies(header -> assertThat(header.version()).contains("1.0"))
                .satisfies(header -> assertThat(header.lang()).contains("de"));
        assertThat(reply.payload()).containsExactly(ScriptedStream.FEATURES);
        assertThat(reply.attribute("authid")).isEmpty();
        assertThat(client.stream().isQuiet()).isTrue();
    }

    @Test
    void aRestartOfAStreamThatIsOverFetchesItsEnd() {
        client.transport().expectRestart();
        client.transport().close(Optional.of(StreamCondition.CONFLICT.error()));

        Reply reply = await(client.sendWith("to='example.com' xmpp:restart='true'", ""));

        assertThat(reply.condition()).isEqualTo("remote-stream-error");
        assertThat(client.stream().isQuiet()).isTrue();
    }

    @Test
    void aRestartThatIsNotDueIsABadRequest() {
        assertThat(await(client.sendWith("xmpp:restart='true'", "")).condition())
                .isEqualTo("bad-request");
    }

    @Test
    void aStreamThatFailsEndsTheSessionWithAnInternalError() {
        BoshClient unlucky = stand.client();
        unlucky.stream().failNext();

        assertThat(await(unlucky.send(messageXml("m"))).condition()).isEqualTo("internal-server-error");
        assertThat(unlucky.stream().nextLost()).isEmpty();
    }
}
