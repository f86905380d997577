package im.godwit.gateway;

import static im.godwit.gateway.BoshClient.messageXml;
import static im.godwit.gateway.GatewayStand.await;
import static org.assertj.core.api.Assertions.assertThat;

import im.godwit.core.transport.StreamCondition;
import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** XEP-0124 §17.1: clients without {@code ver} know the status of HTTP only; all others get 200 and a condition. */
class LegacyClientTest {
    private GatewayStand stand;
    private BoshClient legacy;
    private BoshClient modern;

    @BeforeEach
    void start() throws IOException {
        stand = GatewayStand.start();
        legacy = stand.client("wait='60' hold='1'");
        modern = stand.client();
    }

    @AfterEach
    void stop() {
        stand.close();
    }

    private static void check(Reply toLegacy, Reply toModern, int status, String condition) {
        assertThat(toLegacy.status()).isEqualTo(status);
        assertThat(toLegacy.condition()).isEqualTo(condition);
        assertThat(toModern.status()).isEqualTo(200);
        assertThat(toModern.condition()).isEqualTo(condition);
    }

    @Test
    void aMalformedRequestIs400() {
        check(await(legacy.sendWith("pause='x'", "")), await(modern.sendWith("pause='x'", "")), 400, "bad-request");
    }

    @Test
    void aBrokenRuleIs403() {
        legacy.poll();
        modern.send("");
        modern.awaitHeld(2);

        check(await(legacy.send("")), await(modern.send("")), 403, "policy-violation");
    }

    @Test
    void aRidThatCannotBeIs404() {
        check(await(legacy.send(5000, "", "")), await(modern.send(5000, "", "")), 404, "item-not-found");
    }

    @Test
    void aStreamThatIsNotThereIs404() {
        String payload = messageXml("m");

        check(
                await(legacy.sendWith("stream='guess'", payload)),
                await(modern.sendWith("stream='guess'", payload)),
                404,
                "item-not-found");
    }

    @Test
    void conditionsThatNeverHadAStatusComeWith200() {
        legacy.transport().close(Optional.of(StreamCondition.CONFLICT.error()));

        Reply reply = await(legacy.send(""));

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.condition()).isEqualTo("remote-stream-error");
    }
}
