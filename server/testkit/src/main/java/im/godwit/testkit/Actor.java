package im.godwit.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import im.godwit.core.stream.SessionOutlet;
import im.godwit.core.stream.StreamException;
import im.godwit.core.stream.StreamHost;
import im.godwit.core.stream.StreamSession;
import im.godwit.core.transport.StreamCondition;
import im.godwit.core.transport.StreamError;
import im.godwit.jid.Jid;
import im.godwit.plugin.Peer;
import im.godwit.xml.Element;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A client on the stage: authenticated and bound, it sends and expects XML. */
public final class Actor {
    /** Long enough for a slow machine; only a failing test waits that long. */
    private static final long PATIENCE_SECONDS = 5;

    private final Stage stage;
    private final String name;
    private final BlockingQueue<Element> received = new LinkedBlockingQueue<>();
    private final Outlet outlet = new Outlet();
    private final StreamSession session;
    private volatile boolean gone;
    private volatile Optional<StreamError> closedWith = Optional.empty();

    Actor(Stage stage, String name, StreamHost host, Jid account, String resource) {
        this.stage = stage;
        this.name = name;
        this.session = host.bind(account, Optional.of(resource), outlet);
    }

    public Jid jid() {
        return session.jid();
    }

    /** Sends a stanza; all that it causes within the server has happened when this returns. */
    public Actor sends(String xml) {
        send(stage.parse(xml));
        return this;
    }

    /** Sends a stanza that a test built itself. */
    public void send(Element stanza) {
        assertThat(closedWith).as("%s's stream is open", name).isEmpty();
        stage.tell(name + " sends", stanza);
        try {
            session.accept(stanza);
        } catch (StreamException fatal) {
            fatal.reason().ifPresent(outlet::close);
            session.closed();
        }
    }

    /** Expects the next stanza to match. */
    public Actor receives(String xml) {
        Element pattern = stage.parse(xml);
        Element actual = next("""
                nothing came; expected:
                %s""".formatted(Xml.indented(pattern)));
        Xml.difference(pattern, actual)
                .ifPresent(difference -> fail("%s received something else: %s%nexpected:%n%sreceived:%n%s"
                        .formatted(name, difference, Xml.indented(pattern), Xml.indented(actual))));
        return this;
    }

    /** The next stanza, for tests that look at it themselves. */
    public Element receives() {
        return next("nothing came");
    }

    private Element next(String otherwise) {
        try {
            Element element = received.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (element == null) {
                fail("%s: %s", name, otherwise);
            }
            return element;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    /** Expects that nothing came: what others sent has been routed before their {@link #sends} returned. */
    public Actor receivesNothing() {
        Element unexpected = received.peek();
        if (unexpected != null) {
            fail("%s should have received nothing, but got:%n%s", name, Xml.indented(unexpected));
        }
        return this;
    }

    /** Forgets what came so far. */
    public Actor ignoresAll() {
        received.clear();
        return this;
    }

    /** Expects that the server ended the stream with this condition. */
    public void isClosedWith(StreamCondition condition) {
        assertThat(closedWith.map(StreamError::condition))
                .as("how %s's stream ended", name)
                .contains(condition);
    }

    /** Breaks the connection; the server does not take the session away before {@link #vanishes}. */
    public void losesConnection() {
        gone = true;
    }

    /** Breaks the connection, without a word. */
    public void vanishes() {
        leave(List.of());
    }

    /** Breaks the connection before what came, and was not looked at yet, could arrive. */
    public void vanishesBeforeReading() {
        List<Element> lost = new ArrayList<>();
        received.drainTo(lost);
        leave(lost);
    }

    private void leave(List<Element> undelivered) {
        stage.tell(name + " vanishes");
        gone = true;
        session.lost(undelivered);
    }

    private final class Outlet implements SessionOutlet {
        @Override
        public Peer peer() {
            return new Peer(InetAddress.getLoopbackAddress(), true);
        }

        @Override
        public boolean send(Element stanza) {
            if (gone) {
                return false;
            }
            stage.tell(name + " receives", stanza);
            received.add(stanza);
            return true;
        }

        @Override
        public void close(StreamError error) {
            stage.tell(name + "'s stream ends: " + error.condition().local());
            closedWith = Optional.of(error);
        }
    }
}
