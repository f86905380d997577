package im.godwit.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import im.godwit.core.transport.ServerHeader;
import im.godwit.core.transport.StreamError;
import im.godwit.core.transport.StreamHeader;
import im.godwit.core.transport.StreamInput;
import im.godwit.core.transport.Transport;
import im.godwit.xml.Element;
import im.godwit.xml.Name;
import im.godwit.xml.Namespaces;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A stream that writes down what its transport reports, and answers each header with features. */
final class ScriptedStream implements StreamInput {
    static final Element FEATURES = Element.of(new Name(Namespaces.STREAMS, "features"));

    sealed interface Event {
        record Header(StreamHeader header) implements Event {}

        record Received(Element element) implements Event {}

        record Relieved() implements Event {}

        record Ended() implements Event {}

        record Failed(StreamError error) implements Event {}

        record Lost(List<Element> undelivered) implements Event {}
    }

    private final Transport transport;
    private final boolean answers;
    private volatile boolean fails;
    private volatile boolean pauses;
    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();

    ScriptedStream(Transport transport, boolean answers) {
        this.transport = transport;
        this.answers = answers;
    }

    /** The next element meets a defect. */
    void failNext() {
        fails = true;
    }

    /** The next element is as much as it takes for now. */
    void pauseAfterNext() {
        pauses = true;
    }

    Transport transport() {
        return transport;
    }

    @Override
    public void header(StreamHeader header) {
        events.add(new Event.Header(header));
        if (answers) {
            transport.open(new ServerHeader(header.to(), header.from(), "stream-id", "en"));
            transport.send(FEATURES);
        }
    }

    @Override
    public void element(Element element) {
        if (fails) {
            throw new IllegalStateException("a defect in the stream");
        }
        if (pauses) {
            pauses = false;
            transport.pauseInput();
        }
        events.add(new Event.Received(element));
    }

    @Override
    public void relieved() {
        events.add(new Event.Relieved());
    }

    @Override
    public void end() {
        events.add(new Event.Ended());
        if (answers) {
            transport.close(Optional.empty());
        }
    }

    @Override
    public void fault(StreamError error) {
        events.add(new Event.Failed(error));
    }

    @Override
    public void lost() {
        throw new AssertionError("the gateway tells what is lost");
    }

    @Override
    public void lost(List<Element> undelivered) {
        events.add(new Event.Lost(undelivered));
    }

    /** The next thing that the transport reported; waits for it. */
    <E extends Event> E next(Class<E> kind) {
        try {
            Event event = events.poll(10, TimeUnit.SECONDS);
            assertThat(event).isInstanceOf(kind);
            return kind.cast(event);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    StreamHeader nextHeader() {
        return next(Event.Header.class).header();
    }

    Element nextElement() {
        return next(Event.Received.class).element();
    }

    /** What was lost; before that the system may have taken all that waited, of a client that does not read too. */
    List<Element> nextLost() {
        Event event = next(Event.class);
        while (event instanceof Event.Relieved) {
            event = next(Event.class);
        }
        assertThat(event).isInstanceOf(Event.Lost.class);
        return ((Event.Lost) event).undelivered();
    }

    /** Whether the transport has reported nothing that was not looked at. */
    boolean isQuiet() {
        return events.isEmpty();
    }
}
