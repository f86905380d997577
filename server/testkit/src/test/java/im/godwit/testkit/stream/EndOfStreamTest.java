package im.godwit.testkit.stream;

import static org.assertj.core.api.Assertions.assertThat;

import im.godwit.core.transport.StreamCondition;
import im.godwit.testkit.Spec;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** XEP-0198 §4: what is true when a client sees that its stream has ended. */
class EndOfStreamTest extends ManagedStage {
    @Test
    @Spec(
            value = "RFC 6120 §10.1",
            says = "stanzas are delivered in order: who comes back at once gets what it had not acknowledged first")
    void whatWasNotAcknowledgedIsElsewhereBeforeTheClientSeesTheEnd() {
        Phone phone = phone();
        romeoSays("one", "two");
        CompletableFuture<Integer> elsewhere = new CompletableFuture<>();
        phone.wire().onClosed(() -> elsewhere.complete(keeping.left()));

        phone.wire().closes();

        assertThat(elsewhere).succeedsWithin(Duration.ofSeconds(5)).isEqualTo(2);
        areKept("one", "two");
    }

    @Test
    void thatHoldsWhereTheServerEndsTheStreamToo() {
        Phone phone = phone();
        romeoSays("one", "two");
        CompletableFuture<Integer> elsewhere = new CompletableFuture<>();
        phone.wire().onClosed(() -> elsewhere.complete(keeping.left()));

        phone.wire().sends("<unknown xmlns='urn:example:unknown'/>");

        phone.wire().isClosedWith(StreamCondition.UNSUPPORTED_STANZA_TYPE);
        assertThat(elsewhere).succeedsWithin(Duration.ofSeconds(5)).isEqualTo(2);
    }
}
