package im.godwit.gateway;

import im.godwit.core.transport.ServerHeader;
import im.godwit.core.transport.StreamAcceptor;
import im.godwit.core.transport.StreamError;
import im.godwit.core.transport.StreamHeader;
import im.godwit.core.transport.StreamInput;
import im.godwit.core.transport.Transport;
import im.godwit.xml.Element;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** Streams that send back each element, from threads of their own, and remember it. */
final class EchoStreams implements StreamAcceptor {
    private final Map<String, List<Element>> received = new ConcurrentHashMap<>();
    private final AtomicInteger count = new AtomicInteger();

    /** What the stream of this id got. */
    List<Element> received(String id) {
        return received.get(id);
    }

    @Override
    public StreamInput accept(Transport transport) {
        return new Echo(transport, "stream-" + count.incrementAndGet());
    }

    private final class Echo implements StreamInput {
        private final Transport transport;
        private final String id;
        private final List<Element> elements = new CopyOnWriteArrayList<>();
        private final Relay answers = new Relay();

        Echo(Transport transport, String id) {
            this.transport = transport;
            this.id = id;
            received.put(id, elements);
        }

        @Override
        public void header(StreamHeader header) {
            transport.open(new ServerHeader(header.to(), header.from(), id, "en"));
            transport.send(ScriptedStream.FEATURES);
        }

        @Override
        public void element(Element element) {
            elements.add(element);
            answers.add(() -> transport.send(element));
            Thread.startVirtualThread(answers::run);
        }

        @Override
        public void end() {
            transport.close(Optional.empty());
        }

        @Override
        public void fault(StreamError error) {
            throw new AssertionError(error);
        }

        @Override
        public void lost() {
            throw new AssertionError("BOSH tells what is lost");
        }

        @Override
        public void lost(List<Element> undelivered) {
            // sessions whose first answer was lost
        }
    }
}
