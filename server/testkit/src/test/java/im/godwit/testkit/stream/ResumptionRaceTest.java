package im.godwit.testkit.stream;

import static org.assertj.core.api.Assertions.assertThat;

import im.godwit.plugin.Host;
import im.godwit.plugin.Plugin;
import im.godwit.plugin.Result;
import im.godwit.testkit.Actor;
import im.godwit.testkit.Spec;
import im.godwit.testkit.Stage;
import im.godwit.testkit.Wire;
import im.godwit.xml.Element;
import im.godwit.xml.Name;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** XEP-0198 §5, while both connections, and those of others, are at work. */
class ResumptionRaceTest {
    private static final String SLOW = "<iq type='get' id='slow'><wait xmlns='urn:example:slow'/></iq>";

    private final KeepingPlugin keeping = new KeepingPlugin();
    private final SlowPlugin slow = new SlowPlugin();
    private Stage stage;

    /** Handles a request when the test says so. */
    private static final class SlowPlugin implements Plugin {
        private final CountDownLatch begun = new CountDownLatch(1);
        private final CountDownLatch release = new CountDownLatch(1);

        @Override
        public void start(Host host) {
            host.onGet(
                    new Name("urn:example:slow", "wait"),
                    request -> {
                        begun.countDown();
                        await(release);
                        return Result.empty();
                    },
                    Host.At.SELF);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(5, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    @BeforeEach
    void open() {
        stage = Stage.builder().plugins(List.of(keeping, slow)).build();
    }

    @AfterEach
    void close() {
        stage.close();
    }

    private static String resume(String id, int handled) {
        return "<resume xmlns='urn:xmpp:sm:3' previd='" + id + "' h='" + handled + "'/>";
    }

    @Test
    @Spec(value = "XEP-0198 §5", says = "h of <resumed/> tells exactly what was handled")
    void stanzaThatIsBeingHandledCountsBeforeTheNewStreamIsTold() {
        Wire juliet = stage.wire("juliet").binds("phone");
        String id = juliet.enables();
        juliet.sends(SLOW).sends("<message to='{juliet}'/>");
        await(slow.begun);
        Wire again = stage.wire("juliet").sends(resume(id, 0));

        slow.release.countDown();

        Element resumed = again.receives();
        assertThat(resumed.local()).isEqualTo("resumed");
        // the message behind the request was handled by the old stream, or is the new one's to send again
        assertThat(resumed.attribute("h").orElseThrow()).isIn("1", "2");
        again.receives("<iq type='result' id='slow'/>");
    }

    @Test
    void ofManyConnectionsThatResumeAtOnceOneRemains() throws Exception {
        Wire juliet = stage.wire("juliet").binds("phone");
        String id = juliet.enables();
        juliet.sends("<presence/>").isAcknowledged(1);
        int number = 6;
        List<Wire> wires = new ArrayList<>();
        CountDownLatch replaced = new CountDownLatch(number);
        juliet.onClosed(replaced::countDown);
        for (int i = 0; i < number; i++) {
            Wire wire = stage.wire("juliet");
            wire.onClosed(replaced::countDown);
            wires.add(wire);
        }
        CyclicBarrier together = new CyclicBarrier(number);
        List<Thread> threads = new ArrayList<>();
        for (Wire wire : wires) {
            threads.add(Thread.startVirtualThread(() -> {
                try {
                    together.await(5, TimeUnit.SECONDS);
                } catch (Exception broken) {
                    throw new IllegalStateException(broken);
                }
                wire.sends(resume(id, 0));
            }));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        for (Wire wire : wires) {
            wire.receives("<resumed xmlns='urn:xmpp:sm:3' h='1'/>");
        }

        await(replaced);

        List<Wire> open = wires.stream().filter(wire -> !wire.isClosed()).toList();
        assertThat(open).hasSize(1);
        Actor romeo = stage.client("romeo");
        romeo.sends("<message to='{juliet}'><body>still there</body></message>");
        open.getFirst().receives("<message><body>still there</body></message>");
        assertThat(keeping.hasEnded()).isFalse();
    }

    @Test
    void messagesThatAreSentWhileTheSessionEndsAreAllKeptOnce() throws Exception {
        Wire juliet = stage.wire("juliet").binds("phone").sends("<enable xmlns='urn:xmpp:sm:3'/>");
        juliet.receives();
        juliet.sends("<presence/>").isAcknowledged(1);
        Actor romeo = stage.client("romeo");
        int number = 300;
        Thread sender = Thread.startVirtualThread(() -> {
            for (int i = 0; i < number; i++) {
                romeo.sends("<message to='{juliet}' type='chat'><body>" + i + "</body></message>");
            }
        });
        // somewhere in the middle
        juliet.receives("<message><body>0</body></message>");

        juliet.breaks();
        sender.join();

        List<String> kept = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            kept.add(ManagedStage.body(keeping.kept()));
        }
        assertThat(kept).doesNotHaveDuplicates(); // and so each of them is there
        assertThat(keeping.left()).isZero();
    }
}
