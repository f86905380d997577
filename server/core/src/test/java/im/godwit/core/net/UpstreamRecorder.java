package im.godwit.core.net;

import static org.assertj.core.api.Assertions.assertThat;

import im.godwit.core.transport.StreamError;
import im.godwit.core.transport.StreamHeader;
import im.godwit.core.upstream.UpstreamInput;
import im.godwit.xml.Element;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Keeps what a connection to an upstream server reports, in order. */
final class UpstreamRecorder implements UpstreamInput {
    enum Sign {
        READY,
        END
    }

    private final BlockingQueue<Object> reports = new LinkedBlockingQueue<>();
    private final BlockingQueue<Boolean> drains = new LinkedBlockingQueue<>();

    @Override
    public void ready() {
        reports.add(Sign.READY);
    }

    @Override
    public void serverHeader(StreamHeader header) {
        reports.add(header);
    }

    @Override
    public void child(Element element) {
        reports.add(element);
    }

    @Override
    public void drained() {
        drains.add(true);
    }

    @Override
    public void serverEnd() {
        reports.add(Sign.END);
    }

    @Override
    public void failed(StreamError error) {
        reports.add(error);
    }

    <T> T next(Class<T> type) throws InterruptedException {
        Object report = reports.poll(20, TimeUnit.SECONDS);
        assertThat(report).isInstanceOf(type);
        return type.cast(report);
    }

    boolean hasReports() {
        return !reports.isEmpty();
    }

    /** Waits until all that was sent has left, once more. */
    void awaitDrain() throws InterruptedException {
        assertThat(drains.poll(20, TimeUnit.SECONDS)).isTrue();
    }

    void forgetDrains() {
        drains.clear();
    }
}
