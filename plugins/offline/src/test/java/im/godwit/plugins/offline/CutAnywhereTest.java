package im.godwit.plugins.offline;

import static org.assertj.core.api.Assertions.assertThat;

import im.godwit.core.session.ManagementOptions;
import im.godwit.plugins.presence.PresencePlugin;
import im.godwit.plugins.roster.RosterPlugin;
import im.godwit.testkit.Actor;
import im.godwit.testkit.Stage;
import im.godwit.testkit.Wire;
import im.godwit.xml.Element;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * XEP-0198 §5 with connections that break at any point, of the sender and of the receiver, with streams that are
 * replaced while they live, and with sessions that wait in vain: every message arrives once and in order. What the
 * client had and could not say before its session was over comes again; nothing else does.
 */
class CutAnywhereTest {
    private static final int SEEDS = 200;
    private static final int STEPS = 60;

    private Stage stage;

    @BeforeEach
    void open() {
        stage = Stage.builder()
                .plugins(List.of(new RosterPlugin(), new PresencePlugin(), new OfflinePlugin()))
                .build();
    }

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void everyMessageArrivesOnceAndInOrder() {
        for (long seed = 1; seed <= SEEDS; seed++) {
            try {
                run(seed);
            } catch (AssertionError | RuntimeException failure) {
                throw new AssertionError("seed " + seed + ": " + failure.getMessage(), failure);
            }
        }
    }

    @Test
    void messagesThatAreSentWhileASessionEndsWaitInTheOrderOfTheirTime() throws InterruptedException {
        int number = 200;
        Actor romeo = stage.online("romeo");
        Wire juliet = stage.wire("juliet").binds("phone").sends("<enable xmlns='urn:xmpp:sm:3'/>");
        juliet.receives();
        juliet.sends("<presence/>").receives("<presence>{any}</presence>");
        Thread sender = Thread.startVirtualThread(() -> {
            for (int i = 0; i < number; i++) {
                romeo.sends("<message to='{juliet}' type='chat'><body>" + i + "</body></message>");
                stage.clock().advance(Duration.ofMillis(1));
            }
        });
        assertThat(juliet.receives().local()).isEqualTo("message"); // somewhere in the middle

        juliet.breaks();
        sender.join();
        stage.shutDown(); // returns when the session's messages are elsewhere

        Actor again = stage.client("juliet/again").sends("<presence/>");
        assertThat(again.receives().local()).isEqualTo("presence");
        for (int i = 0; i < number; i++) {
            assertThat(again.receives().child("body").map(Element::text)).contains(Integer.toString(i));
        }
        again.receivesNothing();
    }

    private void run(long seed) {
        SplittableRandom chance = new SplittableRandom(seed);
        UnsteadyClient romeo = new UnsteadyClient(stage, "romeo" + seed);
        UnsteadyClient juliet = new UnsteadyClient(stage, "juliet" + seed);
        Set<String> twice = new HashSet<>();
        int sent = 0;
        for (int step = 0; step < STEPS; step++) {
            switch (chance.nextInt(12)) {
                case 0, 1, 2 -> romeo.says("juliet" + seed, Integer.toString(sent++));
                case 3 -> romeo.flush(chance.nextInt(4));
                case 4, 5 -> juliet.reads(chance.nextInt(6));
                case 6 -> juliet.acknowledges();
                case 7 -> juliet.breaks();
                case 8 -> romeo.breaks();
                case 9 -> juliet.resumes();
                case 10 -> romeo.resumes();
                default -> {
                    if (chance.nextInt(4) == 0 && romeo.isConnected() && juliet.isConnected()) {
                        // nothing may come while juliet gets what waited: it could be faster than that
                        romeo.catchesUp();
                        twice.addAll(juliet.isGoneTooLong());
                    }
                }
            }
        }
        romeo.resumes();
        romeo.flush(Integer.MAX_VALUE);
        romeo.awaitAcknowledgement();
        juliet.resumes();

        List<String> arrived = juliet.readsUntil(Integer.toString(sent - 1), sent);

        verify(arrived, sent, twice);
        romeo.closes();
        juliet.closes();
    }

    private static void verify(List<String> arrived, int sent, Set<String> mayComeTwice) {
        List<String> once = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (String body : arrived) {
            if (seen.add(body)) {
                once.add(body);
            } else {
                assertThat(mayComeTwice).as("messages that may come twice").contains(body);
            }
        }
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < sent; i++) {
            expected.add(Integer.toString(i));
        }
        assertThat(once).isEqualTo(expected);
    }

    /** Long enough for a session that nobody resumes to end. */
    static final Duration TOO_LONG = ManagementOptions.DEFAULTS.resumeTime();
}
