package im.godwit.plugins.pubsub.engine;

import static org.assertj.core.api.Assertions.assertThat;

import im.godwit.plugins.pubsub.engine.NodeEvent.Published;
import im.godwit.plugins.pubsub.engine.NodeEvent.Purged;
import im.godwit.xml.Element;
import im.godwit.xml.Name;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class AllowanceTest {
    private final Allowance allowance = new Allowance(100);

    private static List<HistoryEntry> entries(int count) {
        return Collections.nCopies(count, new HistoryEntry(1, Instant.EPOCH, new Purged(OptionalLong.empty())));
    }

    @Test
    void oneNodeDoesNotTakeAllOfIt() {
        assertThat(allowance.newest().count()).isEqualTo(100);
        assertThat(allowance.newest().backwards()).isTrue();
    }

    @Test
    void allNodesTogetherTakeNoMore() {
        allowance.spend(entries(950));
        assertThat(allowance.newest().count()).isEqualTo(50);

        allowance.spend(entries(50));
        assertThat(allowance.isLeft()).isFalse();
    }

    @Test
    void norMoreThanFitsInBytes() {
        Payload payload = Payload.of(Element.of(Name.of("a"), "x".repeat(93))); // and seven of tags
        Item item = new Item("one", Optional.empty(), Instant.EPOCH, Optional.of(payload));
        assertThat(allowance.newest().bytes()).isEqualTo(100);

        allowance.spend(List.of(new HistoryEntry(
                1, Instant.EPOCH, new Published(List.of(item), Optional.empty(), OptionalLong.empty()))));

        assertThat(allowance.isLeft()).isFalse();
    }
}
