package im.godwit.core.stream;

import im.godwit.core.auth.Authentication;
import im.godwit.core.transport.StreamAcceptor;
import im.godwit.core.transport.StreamError;
import im.godwit.core.transport.StreamInput;
import im.godwit.core.transport.Transport;
import im.godwit.xml.Namespaces;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All streams of clients, or all of components, whatever carries them. */
public final class Streams implements StreamAcceptor, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Streams.class);

    /** How long it may take to store what clients had not received. */
    private static final Duration LOSSES = Duration.ofSeconds(30);

    private final StreamHosts hosts;
    private final Optional<Authentication> authentication;
    private final StreamOptions options;
    private final Function<Stream, StreamState> first;
    private final String content;
    private final Set<Stream> live = ConcurrentHashMap.newKeySet();
    private final ScheduledThreadPoolExecutor timer;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition ended = lock.newCondition();

    /** Losses that transports reported and that are not dealt with; guarded by the lock. */
    private int losses;

    /** Streams of clients. */
    public Streams(StreamHosts hosts, Authentication authentication, StreamOptions options) {
        this(
                hosts,
                Optional.of(authentication),
                options,
                stream -> new Opening(stream, Optional.empty(), Optional.empty(), Failures.NONE),
                Namespaces.CLIENT);
    }

    private Streams(
            StreamHosts hosts,
            Optional<Authentication> authentication,
            StreamOptions options,
            Function<Stream, StreamState> first,
            String content) {
        this.hosts = hosts;
        this.authentication = authentication;
        this.options = options;
        this.first = first;
        this.content = content;
        this.timer = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().name("stream-deadlines").daemon(true).factory());
        timer.setRemoveOnCancelPolicy(true);
    }

    /**
     * Streams of components (XEP-0114).
     *
     * @param patience from connection to handshake
     */
    public static Streams ofComponents(ComponentHosts components, Duration patience) {
        return new Streams(
                noHost -> Optional.empty(),
                Optional.empty(),
                new StreamOptions(false, patience, StreamOptions.DEFAULTS.maxFailures()),
                stream -> new ComponentOpening(stream, components),
                ComponentXml.NAMESPACE);
    }

    @Override
    public StreamInput accept(Transport transport) {
        Stream stream = new Stream(this, transport);
        stream.limitBy(timer.schedule(stream::expire, options.loginTimeout().toMillis(), TimeUnit.MILLISECONDS));
        live.add(stream);
        return stream;
    }

    /** Where a stream begins. */
    StreamState first(Stream stream) {
        return first.apply(stream);
    }

    /** The content namespace of the streams (RFC 6120 §4.8.2). */
    String content() {
        return content;
    }

    StreamHosts hosts() {
        return hosts;
    }

    /** How clients authenticate; components do not. */
    Authentication authentication() {
        return authentication.orElseThrow();
    }

    StreamOptions options() {
        return options;
    }

    void ended(Stream stream) {
        live.remove(stream);
        lock.lock();
        try {
            ended.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** A transport reported that it is gone. */
    void lossReported() {
        lock.lock();
        try {
            losses++;
        } finally {
            lock.unlock();
        }
    }

    /** What a transport that is gone had not delivered is elsewhere. */
    void lossHandled() {
        lock.lock();
        try {
            losses--;
            ended.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** How many streams there are, logged in or not. */
    public int count() {
        return live.size();
    }

    /**
     * Ends all streams with an error and waits until their sessions are unbound.
     *
     * @return whether all ended in time
     */
    public boolean closeAll(StreamError error, Duration patience) {
        live.forEach(stream -> stream.close(error));
        return await(live::isEmpty, patience);
    }

    private boolean await(BooleanSupplier done, Duration patience) {
        long left = patience.toNanos();
        lock.lock();
        try {
            while (!done.getAsBoolean() && left > 0) {
                left = ended.awaitNanos(left);
            }
            return done.getAsBoolean();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits until what transports could not deliver is elsewhere, and stops the deadlines. Call after {@link #closeAll}
     * and after the transports are closed.
     */
    @Override
    public void close() {
        if (!await(() -> losses == 0, LOSSES)) {
            log.atError().addKeyValue("streams", losses).log("What clients had not received is lost");
        }
        timer.shutdownNow();
    }
}
