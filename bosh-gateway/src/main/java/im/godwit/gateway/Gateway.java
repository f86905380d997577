package im.godwit.gateway;

import im.godwit.core.transport.StreamAcceptor;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The gateway, started. Closing it tells all clients and stops the HTTP server. */
public final class Gateway implements AutoCloseable {
    /** The path of BOSH that is announced. */
    static final String BOSH_PATH = "/http-bind";

    private static final Logger log = LoggerFactory.getLogger(Gateway.class);

    /** Browsers keep connections for the next request: longer than a session lives without one. */
    private static final Duration KEEP_ALIVE = Duration.ofSeconds(90);

    /** Silence in the middle of a request. */
    private static final Duration SILENCE = Duration.ofSeconds(20);

    /** How long the last answers may take to leave when the gateway stops. */
    private static final Duration STOP_TIME = Duration.ofSeconds(1);

    /** After how long without a byte a connection is over then. */
    private static final Duration STOP_SILENCE = Duration.ofMillis(100);

    private static final int HEADER_SIZE = 8 * 1024;

    private final Server server;
    private final ServerConnector connector;
    private final YoungConnections young;
    private final BoshService bosh;
    private final Runnable stopTimers;

    private Gateway(
            Server server,
            ServerConnector connector,
            YoungConnections young,
            BoshService bosh,
            Runnable stopTimers) {
        this.server = server;
        this.connector = connector;
        this.young = young;
        this.bosh = bosh;
        this.stopTimers = stopTimers;
    }

    /**
     * Starts the HTTP server.
     *
     * @param acceptor gets a transport for each session
     * @throws IOException if the address cannot be listened on
     */
    public static Gateway start(GatewayOptions options, StreamAcceptor acceptor) throws IOException {
        SystemTimers timers = new SystemTimers();
        try {
            return start(options, acceptor, ChatPage.fromClassPath(), timers, timers::close);
        } catch (IOException | RuntimeException e) {
            timers.close();
            throw e;
        }
    }

    /** Starts with another page and another time. */
    static Gateway start(
            GatewayOptions options, StreamAcceptor acceptor, ChatPage page, Timers timers, Runnable stopTimers)
            throws IOException {
        Server server = new Server(threads());
        server.setErrorHandler(Gateway::refuse);
        server.setStopTimeout(STOP_TIME.toMillis());
        ServerConnector connector = connector(server, options);
        YoungConnections young = YoungConnections.of(connector);
        connector.open();
        new SlowHeaders(timers).watch(connector);

        BoshService bosh = new BoshService(options.bosh(), timers, acceptor);
        PublicAddress address = new PublicAddress(options, connector.getLocalPort());
        BoshHandler handler =
                new BoshHandler(bosh, new BodyParser(options.bosh().bodySize()), options, timers);
        server.setHandler(new Routes(handler, address, page, options));
        try {
            server.start();
        } catch (Exception e) {
            connector.close();
            throw new IOException("the HTTP server does not start", e);
        }
        log.atInfo()
                .addKeyValue("address", options.address())
                .addKeyValue("port", connector.getLocalPort())
                .log("Listening for BOSH");
        return new Gateway(server, connector, young, bosh, stopTimers);
    }

    // Requests are handled on the threads that read them, and those that wait have none.
    private static QueuedThreadPool threads() {
        QueuedThreadPool threads = new QueuedThreadPool();
        threads.setName("gateway");
        threads.setDaemon(true);
        return threads;
    }

    private static ServerConnector connector(Server server, GatewayOptions options) {
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        http.setSendXPoweredBy(false);
        http.setRequestHeaderSize(HEADER_SIZE);
        http.setIdleTimeout(SILENCE.toMillis());
        // Without acceptors of their own, selectors accept: Jetty interrupts acceptors to stop them, and a connection that
        // comes in that moment would stay open with nobody at this end.
        ServerConnector connector = new ServerConnector(server, 0, -1, new HttpConnectionFactory(http));
        connector.setHost(options.address());
        connector.setPort(options.port());
        connector.setIdleTimeout(KEEP_ALIVE.toMillis());
        connector.setShutdownIdleTimeout(STOP_SILENCE.toMillis());
        server.addConnector(connector);
        return connector;
    }

    // What HTTP itself refuses: the status in words, and nothing of the request or of what is inside.
    private static boolean refuse(Request request, Response response, Callback callback) {
        PlainAnswer.send(response, callback, response.getStatus(), HttpStatus.getMessage(response.getStatus()) + "\n");
        return true;
    }

    /** The port that is listened on. */
    public int port() {
        return connector.getLocalPort();
    }

    /** How many connections there are. */
    public int connections() {
        return connector.getConnectedEndPoints().size();
    }

    /** How many BOSH sessions there are. */
    public int sessions() {
        return bosh.size();
    }

    /** How many requests wait for their answer. */
    public int held() {
        return bosh.held();
    }

    /**
     * Ends all sessions with {@code system-shutdown} and stops; returns when the answers have left or a second is over.
     */
    @Override
    public void close() {
        young.close();
        bosh.shutDown();
        try {
            server.stop();
        } catch (TimeoutException e) {
            log.atDebug().log("Connections were cut that did not end in time");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            throw new IllegalStateException("the HTTP server does not stop", e);
        } finally {
            stopTimers.run();
        }
    }
}
