package im.godwit.gateway;

import im.godwit.core.transport.Timers;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** One request while its content arrives: bounded in size and time, without a thread. */
final class Arrival implements BodyReader.Outcome {
    /** How long a request may take to arrive. */
    private static final Duration BODY_TIME = Duration.ofSeconds(20);

    private final Request request;
    private final Response response;
    private final Callback callback;
    private final Timers timers;
    private final int limit;
    private final Consumer<byte[]> next;
    /** Set by whoever decides what happens to the request: its last byte or the clock. */
    private final AtomicBoolean decided = new AtomicBoolean();

    private volatile Timers.Timer timer = () -> {};

    /**
     * @param limit of the content, in bytes
     * @param next gets the content when all is there, on the thread that read its end
     */
    Arrival(Request request, Response response, Callback callback, Timers timers, int limit, Consumer<byte[]> next) {
        this.request = request;
        this.response = response;
        this.callback = callback;
        this.timers = timers;
        this.limit = limit;
        this.next = next;
    }

    /** Reads what is there and waits for the rest. */
    void read() {
        request.addIdleTimeoutListener(this::isLate);
        new BodyReader(request, limit, this).run();
        watch();
    }

    /** Whether silence on the connection is a fault: not while the answer is made. */
    private boolean isLate(Throwable timeout) {
        return !decided.get();
    }

    /** Bounds the time where the request did not come all at once. */
    private void watch() {
        if (decided.get()) {
            return;
        }
        timer = timers.after(BODY_TIME, () -> {
            if (decide()) {
                PlainAnswer.close(response, callback, 408, "The request took too long.\n");
            }
        });
        if (decided.get()) {
            timer.cancel();
        }
    }

    private boolean decide() {
        boolean first = decided.compareAndSet(false, true);
        if (first) {
            timer.cancel();
        }
        return first;
    }

    @Override
    public void complete(byte[] content) {
        if (decide()) {
            next.accept(content);
        }
    }

    @Override
    public void tooLarge() {
        if (decide()) {
            refuseAsTooLarge();
        }
    }

    /** Answers that there is too much of it. */
    void refuseAsTooLarge() {
        Callback answered = Callback.from(() -> Remainder.discard(request, timers, callback), callback::failed);
        PlainAnswer.close(response, answered, 413, "The request is larger than " + limit + " bytes.\n");
    }

    @Override
    public void failed(Throwable failure) {
        if (decide()) {
            callback.failed(failure);
        }
    }
}
