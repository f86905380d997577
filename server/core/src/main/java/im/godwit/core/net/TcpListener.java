package im.godwit.core.net;

import im.godwit.core.transport.StreamAcceptor;
import im.godwit.core.transport.SystemTimers;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.apache.mina.core.service.IoProcessor;
import org.apache.mina.core.service.SimpleIoProcessorPool;
import org.apache.mina.core.session.IdleStatus;
import org.apache.mina.core.session.IoSession;
import org.apache.mina.transport.socket.SocketSessionConfig;
import org.apache.mina.transport.socket.nio.NioSession;
import org.apache.mina.transport.socket.nio.NioSocketAcceptor;

/** Listens on one TCP address and hands a transport for each connection to a stream acceptor. */
public final class TcpListener implements AutoCloseable {
    /** How long the last words of all streams may take. */
    private static final Duration FAREWELL = Duration.ofMillis(1500);

    private final NioSocketAcceptor acceptor;
    private final IoProcessor<NioSession> processors;
    private final SystemTimers timers;

    private TcpListener(NioSocketAcceptor acceptor, IoProcessor<NioSession> processors, SystemTimers timers) {
        this.acceptor = acceptor;
        this.processors = processors;
        this.timers = timers;
    }

    /**
     * Listens from now on.
     *
     * @throws IOException if the address cannot be had
     */
    public static TcpListener open(ListenerOptions options, StreamAcceptor streams) throws IOException {
        SystemTimers timers = SystemTimers.ofQuick("net-timer");
        IoProcessor<NioSession> processors = new SimpleIoProcessorPool<>(EagerProcessor.class, options.ioThreads());
        NioSocketAcceptor acceptor = new NioSocketAcceptor(processors);
        try {
            acceptor.setReuseAddress(true);
            acceptor.setCloseOnDeactivation(false); // streams end in order after the listener
            acceptor.setBacklog(options.backlog());
            SocketSessionConfig config = acceptor.getSessionConfig();
            config.setReuseAddress(true);
            config.setTcpNoDelay(true);
            config.setKeepAlive(true);
            config.setReadBufferSize(2048);
            config.setMaxReadBufferSize(64 * 1024);
            config.setIdleTime(
                    IdleStatus.READER_IDLE, Math.toIntExact(options.keepalive().toSeconds()));
            acceptor.setHandler(new TcpHandler(options, streams, timers));
            acceptor.bind(options.address());
            return new TcpListener(acceptor, processors, timers);
        } catch (IOException | RuntimeException e) {
            acceptor.dispose();
            processors.dispose();
            timers.close();
            throw e;
        }
    }

    /** Where it listens, with the port that the system chose. */
    public InetSocketAddress address() {
        return acceptor.getLocalAddress();
    }

    /** How many connections there are. */
    public int connections() {
        return acceptor.getManagedSessionCount();
    }

    /** Takes no new connections; those that there are go on. */
    public void stopAccepting() {
        acceptor.unbind();
    }

    /**
     * Stops listening, lets connections whose streams were closed before end in order for a moment, and closes what is
     * still connected then.
     */
    @Override
    public void close() {
        acceptor.unbind();
        long until = System.nanoTime() + FAREWELL.toNanos();
        for (IoSession session : acceptor.getManagedSessions().values()) {
            long left = TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime());
            session.getCloseFuture().awaitUninterruptibly(Math.max(0, left));
        }
        acceptor.getManagedSessions().values().forEach(session -> session.closeNow());
        acceptor.dispose(true);
        processors.dispose();
        timers.close();
    }
}
