package im.godwit.gateway;

import im.godwit.core.transport.Timers;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.Callback;

/**
 * Throws away what still comes of a request that was answered before its end. A connection that closes on bytes that
 * nobody read is reset, and takes the answer with it before the client has seen it.
 */
final class Remainder implements Runnable {
    /** More than that a client that goes on in spite of the answer does not get read. */
    private static final long MOST = 4 * 1024 * 1024;

    private static final Duration LONGEST = Duration.ofSeconds(2);

    private final Request request;
    private final Callback callback;
    private final AtomicBoolean over = new AtomicBoolean();
    private final Timers.Timer timer;
    private long left = MOST;

    private Remainder(Request request, Timers timers, Callback callback) {
        this.request = request;
        this.callback = callback;
        this.timer = timers.after(LONGEST, this::end);
    }

    /** Reads to the end, or as far as is fair; the callback is told then. */
    static void discard(Request request, Timers timers, Callback callback) {
        new Remainder(request, timers, callback).run();
    }

    @Override
    public void run() {
        while (!over.get()) {
            Content.Chunk chunk = request.read();
            if (chunk == null) {
                request.demand(this);
                return;
            }
            left -= chunk.remaining();
            boolean done = chunk.isLast() || Content.Chunk.isFailure(chunk) || left < 0;
            chunk.release();
            if (done) {
                end();
            }
        }
    }

    private void end() {
        if (over.compareAndSet(false, true)) {
            timer.cancel();
            callback.succeeded();
        }
    }
}
