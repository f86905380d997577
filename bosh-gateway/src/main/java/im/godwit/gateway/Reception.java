package im.godwit.gateway;

import im.godwit.core.transport.Timers;
import im.godwit.http.ContentReceiver;
import im.godwit.http.HttpAnswer;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands the content of requests over as it comes: so many at once, and each no slower than it may be. */
final class Reception {
    private static final Logger log = LoggerFactory.getLogger(Reception.class);

    /** Requests at once: half of what may be at work on all routes, so that slow ones leave room for others. */
    static final int AT_ONCE = RouteHandler.AT_ONCE / 2;

    /** What any request may take, and how fast it must be beyond that, on the whole; silence ends it earlier. */
    private static final Duration GRACE = Duration.ofMinutes(1);

    private static final int BYTES_A_SECOND = 4 * 1024;

    private final Timers timers;
    private final Semaphore room = new Semaphore(AT_ONCE);

    Reception(Timers timers) {
        this.timers = timers;
    }

    /** Has the content of a request taken, and answers; blocks for as long. */
    void receive(ContentReceiver receiver, RouteAnswer answer) {
        if (!room.tryAcquire()) {
            answer.busy();
            return;
        }
        Request request = answer.request();
        Duration longest = GRACE.plusSeconds(Math.max(0, request.getLength()) / BYTES_A_SECOND);
        Timers.Timer timer =
                timers.after(longest, () -> request.fail(new TimeoutException("the content took too long")));
        try (InputStream content = Content.Source.asInputStream(request)) {
            HttpAnswer.Whole made = receiver.receive(content);
            timer.cancel();
            answer.whole(made);
        } catch (IOException incomplete) {
            log.atDebug().addKeyValue("reason", incomplete.getMessage()).log("The content of a request did not come");
            answer.incomplete();
        } finally {
            timer.cancel();
            room.release();
        }
    }
}
