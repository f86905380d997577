package im.godwit.it.faults;

import im.godwit.xml.Element;
import im.godwit.xml.Name;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A client's stream on which both sides count stanzas (XEP-0198). Answers the server's requests by itself, and knows
 * how many stanzas the server has acknowledged. For one thread.
 */
final class CountedStream implements AutoCloseable {
    private static final String NAMESPACE = "urn:xmpp:sm:3";
    private static final Name REQUEST = new Name(NAMESPACE, "r");
    private static final Name ANSWER = new Name(NAMESPACE, "a");

    private final Line line;
    private final String id;
    private long received;
    private long acknowledged;

    private CountedStream(Line line, String id, long received, long acknowledged) {
        this.line = line;
        this.id = id;
        this.received = received;
        this.acknowledged = acknowledged;
    }

    /** Logs in, binds a resource and enables counting; is not available yet. */
    static CountedStream begin(int port, String user) throws IOException {
        Line line = new Line(port);
        try {
            line.logIn(user);
            line.send("<iq type='set' id='bind'><bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'/></iq>"
                    + "<enable xmlns='" + NAMESPACE + "' resume='true'/>");
            line.receive();
            Element enabled = line.receive();
            return new CountedStream(line, enabled.attribute("id").orElseThrow(() -> unexpected(enabled)), 0, 0);
        } catch (IOException broken) {
            line.close();
            throw broken;
        }
    }

    /** Goes on with this stream's session over a new connection (§5), whatever became of this one. */
    CountedStream resume(int port, String user) throws IOException {
        Line next = new Line(port);
        try {
            next.logIn(user);
            next.send("<resume xmlns='" + NAMESPACE + "' previd='" + id + "' h='" + received + "'/>");
            Element answer = next.receive();
            return new CountedStream(next, id, received, handled(answer));
        } catch (IOException broken) {
            next.close();
            throw broken;
        }
    }

    /** Whether the server has ended the session, so that it cannot be resumed. */
    boolean isOver(int port, String user) throws IOException {
        try (Line next = new Line(port)) {
            next.logIn(user);
            next.send("<resume xmlns='" + NAMESPACE + "' previd='" + id + "' h='" + received + "'/>");
            return next.receive().local().equals("failed");
        }
    }

    private static IllegalStateException unexpected(Element element) {
        return new IllegalStateException("unexpected: " + element);
    }

    private static long handled(Element element) {
        if (!element.namespace().equals(NAMESPACE) || element.local().equals("failed")) {
            throw unexpected(element);
        }
        return Long.parseLong(element.attribute("h").orElseThrow(() -> unexpected(element)));
    }

    void send(String stanza) throws IOException {
        line.send(stanza);
    }

    /** Sends several stanzas and asks which of them the server has handled. */
    void sendAndAsk(String stanzas) throws IOException {
        line.send(stanzas + "<r xmlns='" + NAMESPACE + "'/>");
    }

    /** How many stanzas the server has handled in this session, as far as it said. */
    long acknowledged() {
        return acknowledged;
    }

    /** The next stanza, which counts as received; nothing if the server has only acknowledged something. */
    Optional<Element> receive() throws IOException {
        Element element = line.receive();
        if (element.is(REQUEST)) {
            acknowledge();
            return Optional.empty();
        }
        if (element.is(ANSWER)) {
            acknowledged = handled(element);
            return Optional.empty();
        }
        if (!element.namespace().equals("jabber:client")) {
            throw unexpected(element);
        }
        received++;
        return Optional.of(element);
    }

    /** The stanzas up to the answer to a request of this client. */
    List<Element> receiveUntilAnswered(String request, String iqId) throws IOException {
        line.send(request);
        List<Element> before = new ArrayList<>();
        while (true) {
            Optional<Element> stanza = receive();
            if (stanza.isPresent()
                    && stanza.get().local().equals("iq")
                    && stanza.get().attribute("id").equals(Optional.of(iqId))) {
                before.add(stanza.get());
                return before;
            }
            stanza.ifPresent(before::add);
        }
    }

    private void acknowledge() throws IOException {
        line.send("<a xmlns='" + NAMESPACE + "' h='" + received + "'/>");
    }

    /** Acknowledges all that it has got, ends the stream and waits for the server to have done so. */
    void end() throws IOException {
        acknowledge();
        line.send("</stream:stream>");
        try {
            while (true) {
                line.receive(); // not acknowledged any more, so it is still the server's
            }
        } catch (Line.EndOfStreamException ended) {
            line.close();
        }
    }

    /** The cable is cut. */
    @Override
    public void close() {
        line.close();
    }
}
