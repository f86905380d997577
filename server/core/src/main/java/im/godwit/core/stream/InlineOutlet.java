package im.godwit.core.stream;

import im.godwit.core.transport.StreamError;
import im.godwit.plugin.Peer;
import im.godwit.xml.Element;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The way to a client whose session begins before it is told so: nothing but {@code <success/>} may be sent until then
 * (XEP-0388 §2.4). What others send meanwhile is held, and follows in order.
 */
final class InlineOutlet implements SessionOutlet {
    private final Stream stream;
    private final List<Element> held = new ArrayList<>(); // guarded by this
    private volatile boolean open;

    InlineOutlet(Stream stream) {
        this.stream = stream;
    }

    @Override
    public Peer peer() {
        return stream.peer();
    }

    @Override
    public boolean send(Element element) {
        return open ? stream.send(element) : hold(element);
    }

    private synchronized boolean hold(Element element) {
        // the stream cannot end meanwhile: its own thread is busy with the login
        return open ? stream.send(element) : held.add(element);
    }

    /** Takes out what stream management told the client, so that it can be told within {@code <success/>}. */
    synchronized Optional<Element> answer(String local) {
        Optional<Element> answer = held.stream()
                .filter(element -> element.namespace().equals(StreamManagement.NAMESPACE))
                .filter(element -> element.local().equals(local))
                .findFirst();
        answer.ifPresent(held::remove);
        return answer;
    }

    /** The client has been told; what was held leaves. */
    synchronized void open() {
        held.forEach(stream::send);
        held.clear();
        open = true;
    }

    @Override
    public void close(StreamError error) {
        stream.close(error);
    }
}
