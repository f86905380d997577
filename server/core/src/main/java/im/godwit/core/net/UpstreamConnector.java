package im.godwit.core.net;

import im.godwit.core.transport.SystemTimers;
import im.godwit.core.upstream.ServerAddress;
import im.godwit.core.upstream.Upstream;
import im.godwit.core.upstream.UpstreamInput;
import im.godwit.core.upstream.Upstreams;
import im.godwit.plugin.Peer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.mina.core.future.ConnectFuture;
import org.apache.mina.core.service.IoProcessor;
import org.apache.mina.core.service.SimpleIoProcessorPool;
import org.apache.mina.core.session.IdleStatus;
import org.apache.mina.core.session.IoSession;
import org.apache.mina.transport.socket.SocketSessionConfig;
import org.apache.mina.transport.socket.nio.NioSession;
import org.apache.mina.transport.socket.nio.NioSocketConnector;

/** Connects to upstream servers, with a connection for each stream and a few threads for all of them. */
public final class UpstreamConnector implements Upstreams, AutoCloseable {
    /** How long the ends of all streams may take. */
    private static final Duration FAREWELL = Duration.ofMillis(1500);

    private static final byte[] NOTHING = {};

    private final UpstreamOptions options;
    private final NioSocketConnector connector;
    private final IoProcessor<NioSession> processors;
    private final SystemTimers timers;
    private final Reachability reachability = new Reachability();

    /** Names are looked up here: that blocks. */
    private final ExecutorService resolver = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("upstream-names").factory());

    /** Makes no connection yet. */
    public UpstreamConnector(UpstreamOptions options) {
        this.options = options;
        timers = SystemTimers.ofQuick("upstream-timer");
        processors = new SimpleIoProcessorPool<>(EagerProcessor.class, options.ioThreads());
        connector = new NioSocketConnector(processors);
        connector.setConnectTimeoutMillis(options.connectTimeout().toMillis());
        SocketSessionConfig config = connector.getSessionConfig();
        config.setTcpNoDelay(true);
        config.setKeepAlive(true);
        config.setReadBufferSize(2048);
        config.setMaxReadBufferSize(64 * 1024);
        config.setIdleTime(
                IdleStatus.WRITER_IDLE, Math.toIntExact(options.keepalive().toSeconds()));
        connector.setHandler(new UpstreamHandler());
    }

    @Override
    public Upstream connect(ServerAddress server, String domain, Peer client, UpstreamInput input) {
        UpstreamConnection connection = new UpstreamConnection(server, domain, options, input, timers, reachability);
        try {
            resolver.execute(() -> resolve(server, connection, client));
        } catch (RejectedExecutionException closed) {
            connection.fail("the gateway is stopping");
        }
        return connection;
    }

    /** A name is looked up for each connection, and all its addresses are tried. */
    private void resolve(ServerAddress server, UpstreamConnection connection, Peer client) {
        try {
            List<InetAddress> addresses = List.of(InetAddress.getAllByName(server.host()));
            if (options.trust().onlyLoopback() && !addresses.stream().allMatch(InetAddress::isLoopbackAddress)) {
                connection.fail("the server is not on this machine, so its certificate must be verified");
            } else {
                List<InetSocketAddress> places = addresses.stream()
                        .map(address -> new InetSocketAddress(address, server.port()))
                        .toList();
                attempt(connection, client, places.iterator(), "no address");
            }
        } catch (UnknownHostException unknown) {
            connection.fail("the server's name is unknown: " + unknown.getMessage());
        }
    }

    private void attempt(UpstreamConnection connection, Peer client, Iterator<InetSocketAddress> left, String failure) {
        if (connection.isClosing()) {
            return;
        }
        if (!left.hasNext()) {
            connection.fail("the server does not answer: " + failure);
            return;
        }
        InetSocketAddress address = left.next();
        byte[] preamble = options.proxyHeader() ? ProxyHeader.of(client.address(), address) : NOTHING;
        connector
                .connect(address, (session, future) -> UpstreamHandler.assign(session, connection, preamble))
                .addListener(future -> {
                    Throwable refusal = ((ConnectFuture) future).getException();
                    if (refusal != null) {
                        attempt(connection, client, left, refusal.getMessage());
                    }
                });
    }

    /** How many connections there are. */
    public int connections() {
        return connector.getManagedSessionCount();
    }

    /**
     * Lets connections whose streams were ended before end in order for a moment, and closes what is still connected
     * then.
     */
    @Override
    public void close() {
        resolver.shutdownNow();
        long until = System.nanoTime() + FAREWELL.toNanos();
        for (IoSession session : connector.getManagedSessions().values()) {
            long left = TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime());
            session.getCloseFuture().awaitUninterruptibly(Math.max(0, left));
        }
        connector.getManagedSessions().values().forEach(session -> session.closeNow());
        connector.dispose(true);
        processors.dispose();
        timers.close();
    }
}
