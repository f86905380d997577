package im.godwit.plugins.offline;

import static org.assertj.core.api.Assertions.assertThat;

import im.godwit.plugins.presence.PresencePlugin;
import im.godwit.plugins.roster.RosterPlugin;
import im.godwit.store.Database;
import im.godwit.store.Sql;
import im.godwit.store.StoreException;
import im.godwit.testkit.Actor;
import im.godwit.testkit.Spec;
import im.godwit.testkit.Stage;
import im.godwit.testkit.Wire;
import im.godwit.xml.Element;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A stanza is acknowledged after the database has what must last of it, however long that takes. */
class AcknowledgedIsDurableTest {
    private final SlowDatabase slow = new SlowDatabase();
    private Stage stage;

    /** A database whose commits wait for the test. */
    private static final class SlowDatabase implements Database {
        private Database behind;
        private volatile boolean stopped;
        private volatile boolean full;
        private final Semaphore commits = new Semaphore(0);
        private final CountDownLatch waiting = new CountDownLatch(1);

        Database before(Database real) {
            behind = real;
            return this;
        }

        @Override
        public <T> T read(Function<Sql, T> work) {
            return behind.read(work);
        }

        @Override
        public <T> T write(Function<Sql, T> work) {
            if (full) {
                throw StoreException.full("no room", new IllegalStateException());
            }
            if (stopped) {
                waiting.countDown();
                try {
                    assertThat(commits.tryAcquire(5, TimeUnit.SECONDS)).isTrue();
                } catch (InterruptedException interrupted) {
                    Thread.currentThread().interrupt();
                    throw new IllegalStateException(interrupted);
                }
            }
            return behind.write(work);
        }
    }

    @BeforeEach
    void open() {
        stage = Stage.builder()
                .plugins(List.of(new RosterPlugin(), new PresencePlugin(), new OfflinePlugin()))
                .database(slow::before)
                .build();
        stage.account("juliet");
    }

    @AfterEach
    void close() {
        slow.stopped = false;
        slow.commits.release(100);
        stage.close();
    }

    private Wire romeo() {
        Wire romeo = stage.wire("romeo").binds("home");
        romeo.enables();
        return romeo;
    }

    private void expectAcknowledgementOnlyAfterTheCommit(Wire romeo) throws InterruptedException {
        assertThat(slow.waiting.await(5, TimeUnit.SECONDS)).isTrue();
        assertThat(romeo.poll()).isEmpty();
        assertThat(waiting()).isZero();

        slow.commits.release(100);

        romeo.receives("<a xmlns='urn:xmpp:sm:3' h='1'/>");
        assertThat(waiting()).isEqualTo(1);
    }

    private void awaitNothingWaits() {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (waiting() > 0 && System.nanoTime() < end) {
            Thread.onSpinWait();
        }
        assertThat(waiting()).isZero();
    }

    private int waiting() {
        return slow.read(sql -> sql.query("SELECT number FROM offline_messages", row -> row.number("number")))
                .size();
    }

    @Test
    @Spec(value = "XEP-0198 §4", says = "handled means that the server has taken responsibility")
    void messageForAnAbsentUserIsAcknowledgedWhenItIsStored() throws InterruptedException {
        Wire romeo = romeo();
        slow.stopped = true;

        romeo.sends("<message to='{juliet}' type='chat'><body>hello</body></message>")
                .sends("<r xmlns='urn:xmpp:sm:3'/>");

        expectAcknowledgementOnlyAfterTheCommit(romeo);
    }

    @Test
    @Spec(value = "XEP-0198 §4", says = "the session that the sender found was over in the same moment")
    void messageToASessionThatIsJustEndingIsAcknowledgedWhenItIsStored() throws InterruptedException {
        Actor juliet = stage.online("juliet");
        Wire romeo = romeo();
        slow.stopped = true;
        juliet.losesConnection(); // the server has not noticed: the session is in the table still

        romeo.sends("<message to='{juliet}' type='chat'><body>hello</body></message>")
                .sends("<r xmlns='urn:xmpp:sm:3'/>");

        expectAcknowledgementOnlyAfterTheCommit(romeo);
    }

    @Test
    @Spec(value = "XEP-0198 §5", says = "<resumed/> counts what is handled, not what was received")
    void resumptionDoesNotCountWhatIsBeingStored() throws InterruptedException {
        Wire romeo = stage.wire("romeo").binds("home");
        String id = romeo.enables();
        slow.stopped = true;
        romeo.sends("<message to='{juliet}' type='chat'><body>hello</body></message>");
        assertThat(slow.waiting.await(5, TimeUnit.SECONDS)).isTrue();
        Wire again = stage.wire("romeo").sends("<resume xmlns='urn:xmpp:sm:3' previd='" + id + "' h='0'/>");
        assertThat(again.poll()).isEmpty();

        slow.commits.release(100);

        Element resumed = again.receives();
        assertThat(resumed.attribute("h")).contains("1");
        assertThat(waiting()).isEqualTo(1);
    }

    @Test
    @Spec(value = "XEP-0198 §5", says = "a stream that takes over waits for one stanza, not for all that was read")
    void resumptionComesBeforeWhatTheOldStreamHasYetToHandle() throws InterruptedException {
        Wire romeo = stage.wire("romeo").binds("home");
        String id = romeo.enables();
        slow.stopped = true;
        for (int i = 0; i < 50; i++) {
            romeo.sends("<message to='{juliet}' type='chat'><body>hello</body></message>");
        }
        assertThat(slow.waiting.await(5, TimeUnit.SECONDS)).isTrue();
        Wire again = stage.wire("romeo").sends("<resume xmlns='urn:xmpp:sm:3' previd='" + id + "' h='0'/>");

        Optional<Element> resumed = again.poll();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        for (int stored = 1; resumed.isEmpty() && stored <= 50; stored++) {
            slow.commits.release();
            while (resumed.isEmpty() && waiting() < stored && System.nanoTime() < end) {
                resumed = again.poll();
            }
        }

        assertThat(Long.parseLong(resumed.orElseThrow().attribute("h").orElseThrow()))
                .isLessThan(50);
    }

    @Test
    @Spec(value = "XEP-0160 §2", says = "a message that the client has not acknowledged is not deleted")
    void storedMessagesLeaveTheDatabaseWhenTheClientHasThem() {
        Actor romeo = stage.online("romeo");
        for (int i = 0; i < 3; i++) {
            romeo.sends("<message to='{juliet}' type='chat'><body>" + i + "</body></message>");
        }
        Wire juliet = stage.wire("juliet").binds("phone");
        String id = juliet.enables();
        juliet.sends("<presence/>").receives("<presence>{any}</presence>");
        for (int i = 0; i < 3; i++) {
            assertThat(juliet.receives().child("body").map(Element::text)).contains(Integer.toString(i));
        }
        juliet.acknowledges(3).isAcknowledged(1);
        assertThat(waiting()).isEqualTo(3); // they leave together

        juliet.acknowledges(4).isAcknowledged(1);

        assertThat(waiting()).isZero();
        assertThat(id).isNotEmpty();
    }

    @Test
    void whatTheClientHasIsNotSentAgainThoughItCouldNotBeRemoved() {
        Actor romeo = stage.online("romeo");
        romeo.sends("<message to='{juliet}' type='chat'><body>one</body></message>");
        slow.full = true;
        Actor phone = stage.client("juliet/phone").sends("<presence/>");
        assertThat(message(phone)).isEqualTo("one");
        phone.vanishes();
        assertThat(waiting()).isEqualTo(1);

        Actor desktop = stage.client("juliet/desktop").sends("<presence/>").ignoresAll();
        desktop.sends("<presence type='unavailable'/>").ignoresAll();
        slow.full = false;
        romeo.sends("<message to='{juliet}' type='chat'><body>two</body></message>");
        desktop.sends("<presence/>");

        assertThat(message(desktop)).isEqualTo("two");
        awaitNothingWaits();
    }

    private static String message(Actor receiver) {
        Element element = receiver.receives();
        while (!element.local().equals("message")) {
            element = receiver.receives(); // presence
        }
        return element.child("body").orElseThrow().text();
    }

    @Test
    void storedMessagesOfASessionThatEndsGoToTheNextOneOnce() {
        Actor romeo = stage.online("romeo");
        romeo.sends("<message to='{juliet}' type='chat'><body>one</body></message>");
        Wire lost = stage.wire("juliet").binds("phone");
        lost.enables();
        lost.sends("<presence/>").receives("<presence>{any}</presence>");
        assertThat(lost.receives().local()).isEqualTo("message");
        Actor desktop = stage.client("juliet/desktop");
        desktop.sends("<presence/>");
        desktop.ignoresAll();
        assertThat(waiting()).isEqualTo(1);

        lost.closes();

        Element message = desktop.receives();
        while (!message.local().equals("message")) {
            message = desktop.receives(); // presence of the one that went
        }
        assertThat(message.child("body").map(Element::text)).contains("one");
        assertThat(message.elements()).hasSize(2); // with one note of the delay
        awaitNothingWaits(); // it is removed when it was handed over
        desktop.receivesNothing();
    }
}
