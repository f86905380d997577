package im.godwit.plugins.muc.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import im.godwit.jid.Jid;
import im.godwit.testkit.MutableClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class TrafficTest {
    private static final Jid HAG = Jid.parse("hag@example.org/pda");

    private final MutableClock clock = new MutableClock();

    @Test
    void aBucketFillsWithTimeAndNotOver() {
        Bucket bucket = new Bucket(new Rate(2, 3), clock.instant());
        for (int i = 0; i < 3; i++) {
            assertThat(bucket.take(clock.instant())).isTrue();
        }
        assertThat(bucket.take(clock.instant())).isFalse();
        clock.advance(Duration.ofMillis(500));
        assertThat(bucket.take(clock.instant())).isTrue();
        assertThat(bucket.take(clock.instant())).isFalse();
        clock.advance(Duration.ofHours(1));
        for (int i = 0; i < 3; i++) {
            assertThat(bucket.take(clock.instant())).isTrue();
        }
        assertThat(bucket.take(clock.instant())).isFalse();
    }

    @Test
    void clientsOfOneUserCountTogetherAndOthersDoNot() {
        Traffic traffic = new Traffic(clock, new Rate(1, 1), new Rate(9, 9));
        traffic.count(HAG);

        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> traffic.count(HAG.bare().withResource("desk")));
        assertThatCode(() -> traffic.count(Jid.parse("crone@example.org/desktop")))
                .doesNotThrowAnyException();
    }

    @Test
    void aRoomTakesSoMuchOfAllTogether() {
        Traffic traffic = new Traffic(clock, new Rate(9, 9), new Rate(1, 2));
        traffic.count(HAG);
        traffic.count(Jid.parse("crone@example.org/desktop"));

        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> traffic.count(Jid.parse("wicca@example.org/laptop")))
                .extracting(RefusedException::refusal)
                .isEqualTo(Refusal.Reason.ROOM_BUSY);
        clock.advance(Duration.ofSeconds(1));
        traffic.count(Jid.parse("wicca@example.org/laptop"));
    }
}
