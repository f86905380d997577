package im.godwit.core.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class UnreadTest {
    private final AtomicInteger pauses = new AtomicInteger();
    private final AtomicInteger resumes = new AtomicInteger();
    private final Unread unread = new Unread(new Pace(pauses::incrementAndGet, resumes::incrementAndGet));

    @Test
    void fromTheBoundOnTheServerIsNotReadUntilHalfOfItIsGone() {
        unread.add(Unread.LIMIT);
        assertThat(pauses).hasValue(0);

        unread.add(1);
        assertThat(pauses).hasValue(1);
        unread.remove(Unread.LIMIT / 2);
        assertThat(resumes).hasValue(0);
        unread.remove(1);

        assertThat(resumes).hasValue(1);
        assertThat(pauses).hasValue(1);
    }

    /** Whoever passes on may be faster than whoever has just read. */
    @Test
    void whatHasGoneOnBeforeThePauseBeginsDoesNotPauseForEver() {
        AtomicInteger reading = new AtomicInteger();
        Unread[] raced = new Unread[1];
        raced[0] = new Unread(new Pace(
                () -> {
                    raced[0].remove(Unread.LIMIT + 1);
                    reading.decrementAndGet();
                },
                reading::incrementAndGet));

        raced[0].add(Unread.LIMIT + 1);

        assertThat(reading).hasValue(0);
    }
}
