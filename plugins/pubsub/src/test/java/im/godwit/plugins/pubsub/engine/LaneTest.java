package im.godwit.plugins.pubsub.engine;

import static org.assertj.core.api.Assertions.assertThat;

import im.godwit.jid.Jid;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class LaneTest {
    private final List<List<Notification>> handedOut = new ArrayList<>();
    private final Lane lane = new Lane();

    private static Notification notification(long position) {
        return new Notification(
                new NodeAddress(Jid.ofDomain("pubsub.example.org"), "songs"),
                MessageStyle.HEADLINE,
                List.of(),
                new NodeEvent.Purged(OptionalLong.of(position)),
                Optional.empty(),
                List.of());
    }

    @Test
    void handsOutTogetherWhatCameWhileOthersWereHandedOut() {
        lane.add(notification(1));

        lane.deliver(together -> {
            if (handedOut.isEmpty()) {
                lane.add(notification(2));
                lane.add(notification(3));
            }
            handedOut.add(together);
        });

        assertThat(handedOut).containsExactly(List.of(notification(1)), List.of(notification(2), notification(3)));
        assertThat(lane.isEmpty()).isTrue();
    }

    @Test
    void handsOutSoManyAtOnce() {
        for (int i = 0; i < 100; i++) {
            lane.add(notification(i));
        }

        lane.deliver(handedOut::add);

        assertThat(handedOut).extracting(List::size).containsExactly(64, 36);
    }
}
