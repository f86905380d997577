package im.godwit.core.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** When a mailbox has its transport stop reading and go on. */
class MailboxTest {
    private static final int PATIENCE = 10;

    /** More than may wait. */
    private static final int MANY = 100;

    private final Semaphore handled = new Semaphore(0);
    private final List<String> calls = new CopyOnWriteArrayList<>();

    @Test
    void aFullMailboxPausesAndAnEmptyOneResumes() throws InterruptedException {
        CountDownLatch resumed = new CountDownLatch(1);
        Mailbox mailbox = new Mailbox(_ -> handled.acquireUninterruptibly(), () -> calls.add("pause"), () -> {
            calls.add("resume");
            resumed.countDown();
        });

        fill(mailbox);
        assertThat(calls).containsExactly("pause");
        handled.release(MANY);

        assertThat(resumed.await(PATIENCE, TimeUnit.SECONDS)).isTrue();
        assertThat(calls).containsExactly("pause", "resume");
    }

    /** A transport takes a lock to resume, and another thread fills the mailbox again with the same lock held. */
    @Test
    void whoPostsNeverWaitsForATransportThatIsToldToResume() throws InterruptedException {
        AtomicBoolean first = new AtomicBoolean(true);
        CompletableFuture<Boolean> posted = new CompletableFuture<>();
        CountDownLatch resumedAgain = new CountDownLatch(2);
        CompletableFuture<Mailbox> made = new CompletableFuture<>();
        Mailbox mailbox = new Mailbox(_ -> handled.acquireUninterruptibly(), () -> calls.add("pause"), () -> {
            calls.add("resume begins");
            if (first.getAndSet(false)) {
                posted.complete(isDone(Thread.startVirtualThread(() -> fill(made.join()))));
            }
            calls.add("resume ends");
            resumedAgain.countDown();
        });
        made.complete(mailbox);

        fill(mailbox);
        handled.release(2 * MANY);

        assertThat(posted.orTimeout(2 * PATIENCE, TimeUnit.SECONDS).join()).isTrue();
        assertThat(resumedAgain.await(PATIENCE, TimeUnit.SECONDS)).isTrue();
        // the pause that is due after the second filling comes after the first resume, not inside it
        assertThat(calls)
                .containsExactly("pause", "resume begins", "resume ends", "pause", "resume begins", "resume ends");
    }

    private static void fill(Mailbox mailbox) {
        IntStream.range(0, MANY).forEach(mailbox::post);
    }

    private static boolean isDone(Thread thread) {
        try {
            return thread.join(Duration.ofSeconds(PATIENCE));
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
