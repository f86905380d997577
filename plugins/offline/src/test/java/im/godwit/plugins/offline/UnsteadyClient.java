package im.godwit.plugins.offline;

import static org.assertj.core.api.Assertions.assertThat;

import im.godwit.core.transport.StreamCondition;
import im.godwit.testkit.Stage;
import im.godwit.testkit.Wire;
import im.godwit.xml.Element;
import im.godwit.xml.ElementBuilder;
import im.godwit.xml.Namespaces;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * A client with stream management whose connection breaks: what it sent and what it was sent may still be on the way
 * then, and is lost. Keeps both counts, as XEP-0198 §4 has it.
 */
final class UnsteadyClient {
    private final Stage stage;
    private final String account;
    private final List<String> bodies = new ArrayList<>();
    private final Deque<Element> unacknowledged = new ArrayDeque<>();
    private final Deque<Element> onTheWay = new ArrayDeque<>();
    private Wire wire;
    private String id;
    private boolean connected;
    private long handled;
    private long acknowledged;
    private int saidBodies;

    UnsteadyClient(Stage stage, String account) {
        this.stage = stage;
        this.account = account;
        bind();
    }

    private void bind() {
        wire = stage.wire(account).binds("phone");
        id = wire.enables();
        connected = true;
        handled = 0;
        saidBodies = bodies.size();
        acknowledged = 0;
        unacknowledged.clear();
        onTheWay.clear();
        send(stanza("presence").build());
        flush(1);
        catchesUp();
        wire.acknowledges(handled);
        saidBodies = bodies.size();
        catchesUp(); // and so the server has looked at that
    }

    private static ElementBuilder stanza(String local) {
        return Element.builder(Namespaces.CLIENT, local);
    }

    boolean isConnected() {
        return connected;
    }

    void says(String to, String body) {
        send(stanza("message")
                .attribute("to", to + "@" + Stage.DOMAIN)
                .attribute("type", "chat")
                .child("body", body)
                .build());
    }

    private void send(Element stanza) {
        unacknowledged.add(stanza);
        if (connected) {
            onTheWay.add(stanza);
        }
    }

    /** So many of the stanzas that are on the way arrive. */
    void flush(int stanzas) {
        for (int i = 0; i < stanzas && !onTheWay.isEmpty(); i++) {
            wire.send(onTheWay.remove());
        }
    }

    /** Takes what has come, at the most so many elements. */
    void reads(int elements) {
        for (int i = 0; i < elements && connected; i++) {
            wire.poll().ifPresent(this::take);
        }
    }

    /** Takes all that comes before the answer to a request for an acknowledgement. */
    void catchesUp() {
        wire.sends("<r xmlns='urn:xmpp:sm:3'/>");
        Element element;
        do {
            element = wire.receives();
            take(element);
        } while (!element.local().equals("a"));
    }

    private void take(Element element) {
        if (element.namespace().equals(Namespaces.CLIENT)) {
            handled++;
            if (element.local().equals("message")) {
                bodies.add(element.child("body").orElseThrow().text());
            }
        } else if (element.local().equals("a")) {
            server(element);
        }
    }

    /** The server tells what it has handled. */
    private void server(Element element) {
        long count = element.attribute("h").map(Long::parseLong).orElseThrow();
        for (; acknowledged < count; acknowledged++) {
            unacknowledged.remove();
        }
    }

    void acknowledges() {
        if (connected) {
            wire.acknowledges(handled);
            saidBodies = bodies.size();
        }
    }

    void breaks() {
        if (connected) {
            connected = false;
            onTheWay.clear();
            wire.breaks();
        }
    }

    /** Comes back, also where the old connection still stands: what is on the way there is lost. */
    void resumes() {
        onTheWay.clear();
        Optional<Wire> old = connected ? Optional.of(wire) : Optional.empty();
        wire = stage.wire(account).sends("<resume xmlns='urn:xmpp:sm:3' previd='" + id + "' h='" + handled + "'/>");
        Element resumed = wire.receives();
        assertThat(resumed.local()).isEqualTo("resumed");
        server(resumed);
        saidBodies = bodies.size();
        connected = true;
        onTheWay.addAll(unacknowledged);
        flush(onTheWay.size());
        old.ifPresent(replaced -> replaced.isClosedWith(StreamCondition.CONFLICT));
    }

    /**
     * Breaks the connection and comes back when the session is over.
     *
     * @return the messages that it had and had not said so
     */
    List<String> isGoneTooLong() {
        List<String> unsaid = List.copyOf(bodies.subList(saidBodies, bodies.size()));
        breaks();
        stage.clock().awaitTask(CutAnywhereTest.TOO_LONG);
        stage.clock().advance(CutAnywhereTest.TOO_LONG);
        bind();
        return unsaid;
    }

    /** Waits until the server has handled all that was sent. */
    void awaitAcknowledgement() {
        wire.sends("<r xmlns='urn:xmpp:sm:3'/>");
        while (!unacknowledged.isEmpty()) {
            take(wire.receives());
        }
    }

    /** Reads until this message has come, and then what is left; all messages since the beginning. */
    List<String> readsUntil(String body, int sent) {
        while (sent > 0 && !bodies.contains(body)) {
            take(wire.receives());
        }
        catchesUp();
        return bodies;
    }

    void closes() {
        wire.acknowledges(handled).closes();
    }
}
