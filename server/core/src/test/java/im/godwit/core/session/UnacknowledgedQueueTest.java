package im.godwit.core.session;

import static org.assertj.core.api.Assertions.assertThat;

import im.godwit.core.session.UnacknowledgedQueue.Snapshot;
import im.godwit.core.stream.HandledCount;
import im.godwit.xml.Element;
import im.godwit.xml.Namespaces;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** XEP-0198 §4: the counts of what was sent. */
class UnacknowledgedQueueTest {
    private static final int SMALL = 100;

    private final UnacknowledgedQueue queue = new UnacknowledgedQueue();

    private static Unacknowledged stanza(int number, int bytes) {
        Element message = Element.builder(Namespaces.CLIENT, "message")
                .attribute("id", Integer.toString(number))
                .build();
        return new Unacknowledged(message, bytes, Instant.EPOCH, Copies.ONE);
    }

    private static void add(UnacknowledgedQueue queue, int from, int to) {
        for (int i = from; i < to; i++) {
            queue.add(stanza(i, SMALL));
        }
    }

    private static List<Integer> write(UnacknowledgedQueue queue) {
        List<Integer> written = new ArrayList<>();
        for (Optional<Unacknowledged> next = queue.next(); next.isPresent(); next = queue.next()) {
            written.add(number(next.get()));
        }
        return written;
    }

    private static int number(Unacknowledged stanza) {
        return Integer.parseInt(stanza.element().attribute("id").orElseThrow());
    }

    @Test
    void whatIsAcknowledgedIsForgottenAndTheRestWrittenAgain() {
        add(queue, 0, 5);
        assertThat(write(queue)).containsExactly(0, 1, 2, 3, 4);
        queue.acknowledge(new HandledCount(2));
        add(queue, 5, 6);

        queue.rewind();

        assertThat(write(queue)).containsExactly(2, 3, 4, 5);
        assertThat(queue.sent()).isEqualTo(new HandledCount(6));
    }

    @Test
    void countsGoOnAfterTheLargest() {
        HandledCount nearTheEnd = new HandledCount(0xFFFF_FFFEL);
        UnacknowledgedQueue old = new UnacknowledgedQueue(new Snapshot(nearTheEnd, 0, List.of()));
        add(old, 0, 4);
        write(old);

        assertThat(old.sent()).isEqualTo(new HandledCount(2));
        assertThat(old.isPossible(new HandledCount(0xFFFF_FFFFL))).isTrue();
        assertThat(old.isPossible(new HandledCount(0))).isTrue();
        assertThat(old.isPossible(new HandledCount(2))).isTrue();
        assertThat(old.isPossible(new HandledCount(3))).isFalse();
        assertThat(old.isPossible(new HandledCount(0xFFFF_FFFDL))).isFalse();
        old.acknowledge(new HandledCount(1));

        assertThat(old.snapshot().stanzas())
                .extracting(UnacknowledgedQueueTest::number)
                .containsExactly(3);
        assertThat(old.snapshot().acknowledged()).isEqualTo(new HandledCount(1));
    }

    @Test
    void onlyWhatWasWrittenCanBeAcknowledged() {
        add(queue, 0, 3);

        assertThat(queue.isPossible(new HandledCount(1))).isFalse();
        queue.next();
        assertThat(queue.isPossible(new HandledCount(1))).isTrue();
        assertThat(queue.isPossible(new HandledCount(2))).isFalse();
    }

    @Test
    void whatWasWrittenToAnEarlierStreamCanBeAcknowledgedOnTheNext() {
        add(queue, 0, 3);
        write(queue);
        queue.rewind();

        assertThat(queue.isPossible(new HandledCount(3))).isTrue();
        queue.acknowledge(new HandledCount(3));

        assertThat(queue.isEmpty()).isTrue();
    }

    @Test
    void soMuchIsOnTheWayAtOnceAndNoMore() {
        for (int i = 0; i < 5; i++) {
            queue.add(stanza(i, 100 * 1024));
        }
        assertThat(write(queue)).containsExactly(0, 1);

        queue.acknowledge(new HandledCount(1));

        assertThat(write(queue)).containsExactly(2);
    }

    @Test
    void stanzaThatIsLargerThanTheWayPassesAlone() {
        queue.add(stanza(0, 400 * 1024));
        queue.add(stanza(1, SMALL));
        assertThat(write(queue)).containsExactly(0);

        queue.acknowledge(new HandledCount(1));

        assertThat(write(queue)).containsExactly(1);
    }

    @Test
    void anotherQueueGoesOnFromASnapshot() {
        add(queue, 0, 4);
        write(queue);
        queue.acknowledge(new HandledCount(1));

        UnacknowledgedQueue other = new UnacknowledgedQueue(queue.snapshot());

        assertThat(other.isPossible(new HandledCount(4))).isTrue();
        assertThat(other.isPossible(new HandledCount(5))).isFalse();
        other.acknowledge(new HandledCount(2));
        assertThat(write(other)).containsExactly(2, 3);
        assertThat(other.snapshot().acknowledged()).isEqualTo(new HandledCount(2));
    }

    @Test
    void aSingleStanzaIsNeverTooMuch() {
        queue.add(stanza(0, 3 * 1024 * 1024));
        assertThat(queue.isOver(ManagementOptions.DEFAULTS)).isFalse();

        queue.add(stanza(1, SMALL));

        assertThat(queue.isOver(ManagementOptions.DEFAULTS)).isTrue();
    }

    @Test
    void takingLeavesNothing() {
        add(queue, 0, 3);
        write(queue);

        assertThat(queue.take()).extracting(UnacknowledgedQueueTest::number).containsExactly(0, 1, 2);
        assertThat(queue.isEmpty()).isTrue();
        assertThat(queue.take()).isEmpty();
    }
}
