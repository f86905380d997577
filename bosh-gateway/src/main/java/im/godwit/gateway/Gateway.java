package im.godwit.gateway;

import im.godwit.core.transport.AddressCounts;
import im.godwit.core.transport.StreamAcceptor;
import im.godwit.core.transport.SystemTimers;
import im.godwit.core.transport.Timers;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.websocket.core.server.WebSocketServerComponents;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The gateway, started. Closing it tells all clients and stops the HTTP server. */
public final class Gateway implements AutoCloseable {
    /** The path of BOSH that is announced. */
    static final String BOSH_PATH = "/http-bind";

    /** The path of WebSocket that is announced. */
    static final String WEBSOCKET_PATH = "/xmpp-websocket";

    private static final Logger log = LoggerFactory.getLogger(Gateway.class);

    /** How long the last answers may take to leave when the gateway stops. */
    private static final Duration STOP_TIME = Duration.ofSeconds(1);

    private final Server server;
    private final Optional<ServerConnector> plain;
    private final Optional<ServerConnector> encrypted;
    private final YoungConnections young;
    private final BoshService bosh;
    private final WebSocketService webSockets;
    private final EventStreams events;
    private final Runnable stopTimers;

    private Gateway(
            Server server,
            Optional<ServerConnector> plain,
            Optional<ServerConnector> encrypted,
            YoungConnections young,
            BoshService bosh,
            WebSocketService webSockets,
            EventStreams events,
            Runnable stopTimers) {
        this.events = events;
        this.server = server;
        this.plain = plain;
        this.encrypted = encrypted;
        this.young = young;
        this.bosh = bosh;
        this.webSockets = webSockets;
        this.stopTimers = stopTimers;
    }

    /**
     * Starts the HTTP server.
     *
     * @param acceptor gets a transport for each session
     * @param offers what plugins serve, and to whom
     * @throws IOException if an address cannot be listened on; names the port
     */
    public static Gateway start(GatewayOptions options, StreamAcceptor acceptor, Offers offers) throws IOException {
        SystemTimers timers = SystemTimers.ofQuick("gateway-timer");
        try {
            return start(options, acceptor, offers, ChatPage.fromClassPath(), timers, timers::close);
        } catch (IOException | RuntimeException e) {
            timers.close();
            throw e;
        }
    }

    /** Starts with another page and another time. */
    static Gateway start(
            GatewayOptions options,
            StreamAcceptor acceptor,
            Offers offers,
            ChatPage page,
            Timers timers,
            Runnable stopTimers)
            throws IOException {
        Server server = new Server(threads());
        server.setErrorHandler(Gateway::refuse);
        server.setStopTimeout(STOP_TIME.toMillis());
        List<ServerConnector> open = new ArrayList<>();
        YoungConnections young = new YoungConnections();
        try {
            Optional<ServerConnector> plain = options.port().isPresent()
                    ? Optional.of(
                            Listeners.plain(server, options, options.port().getAsInt()))
                    : Optional.empty();
            Optional<ServerConnector> encrypted = options.tls().map(tls -> Listeners.encrypted(server, options, tls));
            for (ServerConnector connector :
                    Stream.concat(plain.stream(), encrypted.stream()).toList()) {
                young.watch(connector);
                listen(connector, timers);
                open.add(connector);
            }
            AddressCounts counts = new AddressCounts(
                    options.perAddress().connections(), options.perAddress().unauthenticated());
            BoshService bosh = new BoshService(options.bosh(), timers, acceptor, counts);
            WebSocketService webSockets = new WebSocketService(options.webSocket(), timers, acceptor, counts);
            EventStreams events = new EventStreams(options.bosh().maxSessions(), timers);
            Doorkeeper doorkeeper =
                    new Doorkeeper(offers.passwords(), options.domains().getFirst());
            server.setHandler(new Routes(
                    new BoshHandler(bosh, new BodyParser(options.bosh().bodySize()), options, timers),
                    new WebSocketHandler(
                            webSockets, WebSocketServerComponents.ensureWebSocketComponents(server), options),
                    new RouteHandler(offers.routes(), doorkeeper, events, options, timers),
                    new PublicAddress(
                            options.address(),
                            options.publicUrl(),
                            options.domains(),
                            plain.map(ServerConnector::getLocalPort),
                            encrypted.map(ServerConnector::getLocalPort)),
                    page,
                    options));
            server.start();
            return new Gateway(server, plain, encrypted, young, bosh, webSockets, events, stopTimers);
        } catch (IOException e) {
            open.forEach(ServerConnector::close);
            throw e;
        } catch (Exception e) {
            open.forEach(ServerConnector::close);
            throw new IOException("the HTTP server does not start", e);
        }
    }

    private static void listen(ServerConnector connector, Timers timers) throws IOException {
        try {
            connector.open();
        } catch (IOException e) {
            throw new IOException("port " + connector.getPort() + ": " + e.getMessage(), e);
        }
        new SlowHeaders(timers).watch(connector);
        log.atInfo()
                .addKeyValue("address", connector.getHost())
                .addKeyValue("port", connector.getLocalPort())
                .addKeyValue("protocols", connector.getProtocols())
                .log("Listening for HTTP");
    }

    // Requests are handled on the threads that read them, and those that wait have none.
    private static QueuedThreadPool threads() {
        QueuedThreadPool threads = new QueuedThreadPool();
        threads.setName("gateway");
        threads.setDaemon(true);
        return threads;
    }

    // What HTTP itself refuses: the status in words, and nothing of the request or of what is inside.
    private static boolean refuse(Request request, Response response, Callback callback) {
        PlainAnswer.send(response, callback, response.getStatus(), HttpStatus.getMessage(response.getStatus()) + "\n");
        return true;
    }

    /** The port without encryption; none if it is off. */
    public Optional<Integer> port() {
        return plain.map(ServerConnector::getLocalPort);
    }

    /** The port with encryption; none if it is off. */
    public Optional<Integer> tlsPort() {
        return encrypted.map(ServerConnector::getLocalPort);
    }

    /** How many connections there are. */
    public int connections() {
        return Stream.concat(plain.stream(), encrypted.stream())
                .mapToInt(connector -> connector.getConnectedEndPoints().size())
                .sum();
    }

    /** How many WebSockets there are. */
    public int webSockets() {
        return webSockets.size();
    }

    /** How many streams of server-sent events there are. */
    public int eventStreams() {
        return events.size();
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
     * Ends all sessions and WebSockets, with {@code system-shutdown} or the address of another gateway, and stops;
     * returns when the answers have left or a second is over.
     */
    @Override
    public void close() {
        young.close();
        bosh.shutDown();
        webSockets.shutDown();
        events.shutDown();
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
