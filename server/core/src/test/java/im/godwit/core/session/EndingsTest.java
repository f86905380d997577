package im.godwit.core.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import im.godwit.core.stream.ManagedStreamSession;
import im.godwit.core.stream.SessionOutlet;
import im.godwit.core.stream.StreamManagement;
import im.godwit.core.transport.StreamError;
import im.godwit.core.transport.SystemTimers;
import im.godwit.jid.Jid;
import im.godwit.plugin.Peer;
import im.godwit.stanza.Message;
import im.godwit.stanza.Stanza;
import im.godwit.xml.Element;
import im.godwit.xml.Namespaces;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** RFC 6120 §10.1: a new session waits until what its predecessor had not brought to its client is elsewhere. */
class EndingsTest {
    private static final Jid JULIET = Jid.of("juliet", "example.org");
    private static final Message UNACKNOWLEDGED =
            Message.of(Element.builder(Namespaces.CLIENT, "message").build());

    private final List<String> happened = new CopyOnWriteArrayList<>();
    private final CountDownLatch returning = new CountDownLatch(1);
    private final CountDownLatch disk = new CountDownLatch(1);
    private final SystemTimers timers = SystemTimers.ofBlocking("session-timer");
    private final Sessions sessions = new Sessions(new SessionRules(
            10,
            ManagementOptions.DEFAULTS,
            timers,
            Clock.systemUTC(),
            () -> UUID.randomUUID().toString()));

    private final SessionHome home = new SessionHome(
            new SlowDisk(), session -> {}, (session, stanzas) -> {}, session -> {}, stanza -> Optional.empty());

    /** Keeps what comes back, when the test lets it. */
    private final class SlowDisk implements Inbound {
        @Override
        public void fromClient(Stanza stanza, BoundSession session) {}

        @Override
        public void undelivered(Undelivered undelivered, BoundSession ended) {
            returning.countDown();
            try {
                disk.await();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
            happened.add("kept");
        }
    }

    private record Client() implements SessionOutlet {
        @Override
        public Peer peer() {
            return new Peer(InetAddress.getLoopbackAddress(), true);
        }

        @Override
        public boolean send(Element element) {
            return true;
        }

        @Override
        public void close(StreamError error) {}
    }

    @AfterEach
    void close() {
        timers.close();
    }

    private BoundSession bind(String resource) {
        return sessions.bind(JULIET, Optional.of(resource), new Client(), home);
    }

    private Thread counted(String resource) throws InterruptedException {
        BoundSession session = bind(resource);
        ManagedStreamSession counted = session.enable(new StreamManagement.Enable(false, Optional.empty()));
        session.send(UNACKNOWLEDGED);
        Thread ending = Thread.ofPlatform().start(counted::closed);
        returning.await();
        return ending;
    }

    @Test
    void sessionIsBoundWhenWhatItsPredecessorHadNotDeliveredIsElsewhere() throws InterruptedException {
        Thread ending = counted("phone");
        Thread login = Thread.ofPlatform().start(() -> {
            bind("laptop");
            happened.add("bound");
        });
        await().until(() -> login.getState() == Thread.State.TIMED_WAITING);

        disk.countDown();

        assertThat(login.join(Duration.ofSeconds(5))).isTrue();
        ending.join();
        assertThat(happened).containsExactly("kept", "bound");
    }

    @Test
    void nobodyElseWaits() throws InterruptedException {
        Thread ending = counted("phone");

        sessions.bind(Jid.of("romeo", "example.org"), Optional.of("phone"), new Client(), home);

        assertThat(happened).isEmpty();
        disk.countDown();
        ending.join();
    }
}
