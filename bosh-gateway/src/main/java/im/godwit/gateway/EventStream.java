package im.godwit.gateway;

import im.godwit.core.transport.Timers;
import im.godwit.http.EventSource;
import im.godwit.http.ServerEvent;
import java.io.EOFException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Events on their way to one client. A virtual thread pulls them from their source, and ends before they are written;
 * the next begins when the client has taken them. So at most one batch is in memory, and nobody waits.
 */
final class EventStream {
    private static final Logger log = LoggerFactory.getLogger(EventStream.class);

    /** More often than a connection may be silent here, and in proxies. */
    static final Duration HEARTBEAT = Duration.ofSeconds(15);

    /** How long a client may take for what it was sent. */
    static final Duration PATIENCE = Duration.ofSeconds(30);

    /** After how long somebody with a password shows it anew: it may have changed. */
    static final Duration AGE = Duration.ofHours(1);

    private static final byte[] COMMENT = ":\n\n".getBytes(StandardCharsets.UTF_8);

    private final EventSource source;
    private final RouteAnswer answer;
    private final Timers timers;
    private final Consumer<EventStream> ended;

    /** Wakes that nobody has looked after; while it is not zero, somebody pulls or writes. */
    private final AtomicInteger wakes = new AtomicInteger(1);

    private final AtomicBoolean over = new AtomicBoolean();
    private volatile boolean finishing;
    private volatile Timers.Timer heartbeat = () -> {};
    private volatile Timers.Timer age = () -> {};

    EventStream(EventSource source, RouteAnswer answer, Timers timers, Consumer<EventStream> ended) {
        this.source = source;
        this.answer = answer;
        this.timers = timers;
        this.ended = ended;
    }

    /**
     * Sends the headers and begins.
     *
     * @param authenticated whether the client has shown a password
     */
    void start(boolean authenticated) {
        answer.request().addIdleTimeoutListener(silence -> false);
        answer.common();
        answer.response().setStatus(200);
        answer.response().getHeaders().put(HttpHeader.CONTENT_TYPE, "text/event-stream");
        answer.response().getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
        answer.response().getHeaders().put("X-Accel-Buffering", "no"); // a reverse proxy must not keep events back
        if (answer.request().getMethod().equals("HEAD")) {
            complete();
            return;
        }
        try {
            source.open(this::wake);
        } catch (RuntimeException failure) {
            end(); // what is thrown becomes the answer
            throw failure;
        }
        beat();
        if (authenticated) {
            age = timers.after(AGE, this::finish);
        }
        write(COMMENT);
    }

    private void wake() {
        if (wakes.getAndIncrement() == 0) {
            Thread.startVirtualThread(this::pull);
        }
    }

    private void pull() {
        try {
            int seen = wakes.get();
            Optional<List<ServerEvent>> events = next();
            while (events.isPresent() && events.get().isEmpty()) {
                if (wakes.compareAndSet(seen, 0)) {
                    return; // the next wake starts anew
                }
                seen = wakes.get();
                events = next();
            }
            events.ifPresentOrElse(some -> write(EventText.of(some)), this::complete);
        } catch (RuntimeException failure) {
            log.atWarn().setCause(failure).log("An event stream failed");
            drop(failure);
        }
    }

    private Optional<List<ServerEvent>> next() {
        return finishing || over.get() ? Optional.empty() : source.next();
    }

    // Called only by who holds a wake, so that no two write at once.
    private void write(byte[] bytes) {
        Timers.Timer stall = timers.after(PATIENCE, () -> drop(new EOFException("the client does not read")));
        answer.response()
                .write(
                        false,
                        ByteBuffer.wrap(bytes),
                        Callback.from(
                                () -> {
                                    stall.cancel();
                                    Thread.startVirtualThread(this::pull);
                                },
                                gone -> {
                                    stall.cancel();
                                    drop(gone);
                                }));
    }

    private void beat() {
        heartbeat = timers.after(HEARTBEAT, () -> {
            if (over.get()) {
                return;
            }
            beat();
            if (wakes.compareAndSet(0, 1)) {
                write(COMMENT);
            }
        });
    }

    /** Ends the stream in order, after what is on its way; a client that wants more comes back. */
    void finish() {
        finishing = true;
        wake();
    }

    private void complete() {
        if (end()) {
            answer.response().write(true, ByteBuffer.allocate(0), answer.callback());
        }
    }

    private void drop(Throwable why) {
        if (end()) {
            answer.callback().failed(why);
        }
    }

    private boolean end() {
        if (!over.compareAndSet(false, true)) {
            return false;
        }
        heartbeat.cancel();
        age.cancel();
        source.close();
        ended.accept(this);
        return true;
    }
}
