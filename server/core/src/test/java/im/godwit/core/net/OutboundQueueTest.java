package im.godwit.core.net;

import static org.assertj.core.api.Assertions.assertThat;

import im.godwit.core.transport.Gathering;
import java.io.ByteArrayOutputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import org.apache.mina.core.buffer.IoBuffer;
import org.junit.jupiter.api.Test;

class OutboundQueueTest {
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();

    /** Writes all at once, and adds more from within the first write, as another thread would meanwhile. */
    private final class AtOnce implements OutboundQueue.Writer {
        private OutboundQueue queue;
        private int toAdd = 1000;
        private int depth;
        private int deepest;
        private int drains;
        private int writes;

        @Override
        public void write(IoBuffer bytes) {
            depth++;
            writes++;
            deepest = Math.max(deepest, depth);
            written.write(bytes.array(), bytes.arrayOffset(), bytes.remaining());
            while (toAdd > 0) {
                toAdd--;
                // too large to leave together with another
                queue.add(new byte[32 * 1024], 32 * 1024);
            }
            queue.sent(bytes);
            depth--;
        }

        @Override
        public void writeAndSecure(IoBuffer bytes) {
            throw new AssertionError("nothing is encrypted here");
        }

        @Override
        public void drained() {
            drains++;
        }
    }

    @Test
    void whatWaitsLeavesFromTheLoopAndNotFromWithinAWriteThatIsOverAtOnce() {
        AtOnce writer = new AtOnce();
        OutboundQueue queue = new OutboundQueue(writer, Integer.MAX_VALUE);
        writer.queue = queue;

        queue.add(new byte[] {1}, 1);

        assertThat(written.size()).isEqualTo(1 + 1000 * 32 * 1024);
        assertThat(writer.deepest).isEqualTo(1);
        assertThat(queue.isEmpty()).isTrue();
        assertThat(writer.drains).isPositive();
    }

    @Test
    void aWriteThatIsOverLaterLetsTheNextGo() {
        Deque<IoBuffer> pending = new ArrayDeque<>();
        OutboundQueue queue = new OutboundQueue(
                new OutboundQueue.Writer() {
                    @Override
                    public void write(IoBuffer bytes) {
                        pending.add(bytes);
                    }

                    @Override
                    public void writeAndSecure(IoBuffer bytes) {
                        throw new AssertionError("nothing is encrypted here");
                    }

                    @Override
                    public void drained() {}
                },
                100);

        queue.add(new byte[] {1}, 1);
        queue.add(new byte[] {2}, 1);
        queue.add(new byte[] {3}, 1);
        assertThat(pending).hasSize(1);
        queue.sent(pending.remove());

        assertThat(pending).hasSize(1);
        assertThat(pending.peek().remaining()).as("both at once").isEqualTo(2);
        queue.sent(pending.remove());
        assertThat(queue.isEmpty()).isTrue();
    }

    @Test
    void whatIsGatheredLeavesInOneWriteAfterIt() {
        AtOnce writer = new AtOnce();
        writer.toAdd = 0;
        OutboundQueue queue = new OutboundQueue(writer, Integer.MAX_VALUE);
        writer.queue = queue;

        Gathering.during(() -> {
            queue.add(new byte[] {1}, 1);
            queue.add(new byte[] {2}, 1);
            assertThat(writer.writes).as("while it gathers").isZero();
        });

        assertThat(writer.writes).isEqualTo(1);
        assertThat(written.toByteArray()).containsExactly(1, 2);
    }

    @Test
    void gatheringDoesNotFillTheQueueOfAPeerThatReads() {
        AtOnce writer = new AtOnce();
        writer.toAdd = 0;
        OutboundQueue queue = new OutboundQueue(writer, 100_000);
        writer.queue = queue;

        Gathering.during(() -> {
            for (int i = 0; i < 20; i++) {
                assertThat(queue.add(new byte[30_000], 30_000)).isTrue();
            }
        });

        assertThat(written.size()).isEqualTo(20 * 30_000);
    }
}
