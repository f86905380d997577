package im.godwit.core.net;

import static org.assertj.core.api.Assertions.assertThat;

import im.godwit.core.transport.ServerHeader;
import im.godwit.core.transport.StreamAcceptor;
import im.godwit.core.transport.StreamError;
import im.godwit.core.transport.StreamHeader;
import im.godwit.core.transport.StreamInput;
import im.godwit.core.transport.Transport;
import im.godwit.xml.Element;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Takes streams and keeps what their transports report, in order. */
final class Recorder implements StreamAcceptor {
    static final ServerHeader HEADER = new ServerHeader(Optional.of("example.org"), Optional.empty(), "id1", "en");

    private final BlockingQueue<Stream> streams = new LinkedBlockingQueue<>();

    enum Ending {
        END,
        LOST
    }

    static final class Stream implements StreamInput {
        final Transport transport;
        private final BlockingQueue<Object> reports = new LinkedBlockingQueue<>();

        Stream(Transport transport) {
            this.transport = transport;
        }

        @Override
        public void header(StreamHeader header) {
            reports.add(header);
        }

        @Override
        public void element(Element element) {
            reports.add(element);
        }

        @Override
        public void end() {
            reports.add(Ending.END);
        }

        @Override
        public void fault(StreamError error) {
            reports.add(error);
        }

        @Override
        public void lost() {
            reports.add(Ending.LOST);
        }

        <T> T next(Class<T> type) throws InterruptedException {
            Object report = reports.poll(10, TimeUnit.SECONDS);
            assertThat(report).isInstanceOf(type);
            return type.cast(report);
        }

        /** Reads elements until the connection is lost. */
        void untilLost() throws InterruptedException {
            Object report = reports.poll(10, TimeUnit.SECONDS);
            while (report instanceof Element) {
                report = reports.poll(10, TimeUnit.SECONDS);
            }
            assertThat(report).isEqualTo(Ending.LOST);
        }

        boolean hasReports() {
            return !reports.isEmpty();
        }
    }

    @Override
    public StreamInput accept(Transport transport) {
        Stream stream = new Stream(transport);
        streams.add(stream);
        return stream;
    }

    Stream next() throws InterruptedException {
        Stream stream = streams.poll(10, TimeUnit.SECONDS);
        assertThat(stream).isNotNull();
        return stream;
    }
}
