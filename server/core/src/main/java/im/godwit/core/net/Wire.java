package im.godwit.core.net;

import im.godwit.core.transport.Timers;
import im.godwit.core.xml.StreamParser;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.mina.core.buffer.IoBuffer;
import org.apache.mina.core.session.IoSession;
import org.apache.mina.filter.ssl.SslFilter;
import org.apache.mina.transport.socket.nio.NioSession;

/**
 * One connection as both of its possible ends need it, the one that was connected to and the one that connected: its
 * pace, one deadline at a time, and its end in order. May be used from any thread.
 */
final class Wire {
    private final IoSession session;
    private final Timers timers;
    private final AtomicBoolean terminating = new AtomicBoolean();
    private volatile Optional<Timers.Timer> deadline = Optional.empty();

    /** @param timers run what comes due; they must not end before the connection */
    Wire(IoSession session, Timers timers) {
        this.session = session;
        this.timers = timers;
    }

    /** Gives a parser what came, without a copy where that is possible. */
    static void feed(StreamParser parser, IoBuffer bytes) {
        if (bytes.hasArray()) {
            parser.feed(bytes.array(), bytes.arrayOffset() + bytes.position(), bytes.remaining());
        } else {
            byte[] copy = new byte[bytes.remaining()];
            bytes.get(copy);
            parser.feed(copy, 0, copy.length);
        }
    }

    /** Whether a handshake of TLS is over: MINA reports that after what came with its last flight. */
    boolean isSecured() {
        return session.containsAttribute(SslFilter.SSL_SECURED);
    }

    /** Begins a handshake. */
    void secure(TlsFilter filter) {
        session.getFilterChain().addFirst(TlsFilter.NAME, filter);
    }

    void write(IoBuffer bytes) {
        session.write(bytes);
    }

    void pause() {
        session.suspendRead();
    }

    /** MINA notes the wish and acts on it when its selector next wakes up, a second later at worst; so wake it up. */
    void readOn() {
        session.resumeRead();
        NioSession nio = (NioSession) session;
        nio.getProcessor().flush(nio);
    }

    /** Has a task run, unless it is {@linkplain #inTime in time}; that of before is forgotten. */
    void deadline(long millis, Runnable task) {
        inTime();
        deadline = Optional.of(after(millis, task));
    }

    void inTime() {
        deadline.ifPresent(Timers.Timer::cancel);
        deadline = Optional.empty();
    }

    private Timers.Timer after(long millis, Runnable task) {
        return timers.after(Duration.ofMillis(millis), task);
    }

    /** Ends the connection at once. */
    void cut() {
        session.closeNow();
    }

    /** Cuts a connection whose TLS broke. The alert that tells the peer why may still be on its way. */
    void cutAfter(long millis) {
        terminating.set(true);
        after(millis, this::cut);
    }

    /** Ends TLS in order (RFC 6120 §4.4) and the connection. By the timers' thread: MINA holds no lock of TLS there. */
    void terminateAfter(long millis) {
        after(millis, this::terminate);
    }

    private void terminate() {
        if (!terminating.compareAndSet(false, true)) {
            return;
        }
        if (session.getFilterChain().contains(TlsFilter.NAME)) {
            endTls();
        }
        session.closeOnFlush();
    }

    private void endTls() {
        try {
            session.getFilterChain().remove(TlsFilter.NAME);
        } catch (IllegalArgumentException goneMeanwhile) {
            // the peer closed the connection in this moment, and MINA has taken its filters off
        }
    }
}
