package im.godwit.gateway;

import im.godwit.core.transport.Timers;
import java.time.Duration;
import org.eclipse.jetty.http.HttpParser;
import org.eclipse.jetty.http2.HTTP2Connection;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.ssl.SslConnection;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.internal.HttpConnection;
import org.eclipse.jetty.websocket.core.WebSocketConnection;

/**
 * Closes connections whose request header does not come to an end, or whose first request never begins. Jetty's own
 * time limit is for silence, and a byte now and then would put it off for ever.
 */
final class SlowHeaders implements Connection.Listener {
    private static final Duration INTERVAL = Duration.ofSeconds(5);
    private static final Duration HEADER_TIME = Duration.ofSeconds(20);

    private final Timers timers;

    SlowHeaders(Timers timers) {
        this.timers = timers;
    }

    /** Looks at all connections from now on. */
    void watch(ServerConnector connector) {
        connector.addBean(this);
        sweepLater(connector);
    }

    @Override
    public void onOpened(Connection connection) {
        timers.after(HEADER_TIME, () -> {
            if (isUnused(connection)) {
                connection.getEndPoint().close();
            }
        });
    }

    private static boolean isUnused(Connection connection) {
        return switch (connection) {
            case SslConnection tls -> !isServed(tls.getSslEndPoint());
            case HttpConnection http -> http.getMessagesIn() == 0;
            case HTTP2Connection http -> http.getMessagesIn() == 0;
            case WebSocketConnection webSocket -> false; // its stream has a time limit of its own
            // the beginning of a connection, of which it is not known yet what it is to be
            default -> connection.getEndPoint().getConnection() == connection;
        };
    }

    /** Whether TLS is on, and it is known what goes over it. */
    private static boolean isServed(EndPoint inside) {
        return switch (inside.getConnection()) {
            case HttpConnection http -> true;
            case HTTP2Connection http -> true;
            case WebSocketConnection webSocket -> true;
            case null, default -> false;
        };
    }

    private void sweepLater(ServerConnector connector) {
        timers.after(INTERVAL, () -> {
            connector.getConnectedEndPoints().forEach(this::check);
            sweepLater(connector);
        });
    }

    private void check(EndPoint endPoint) {
        if (endPoint.getConnection() instanceof SslConnection tls) {
            check(tls.getSslEndPoint());
        } else if (endPoint.getConnection() instanceof HttpConnection connection) {
            HttpParser parser = connection.getParser();
            boolean inside = parser.inHeaderState() && !parser.isStart();
            if (inside && timers.nanos() - parser.getBeginNanoTime() > HEADER_TIME.toNanos()) {
                endPoint.close();
            }
        }
    }
}
