package im.godwit.gateway;

import java.time.Duration;
import org.eclipse.jetty.http.HttpParser;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.internal.HttpConnection;

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
            if (connection.getMessagesIn() == 0) {
                connection.getEndPoint().close();
            }
        });
    }

    private void sweepLater(ServerConnector connector) {
        timers.after(INTERVAL, () -> {
            connector.getConnectedEndPoints().forEach(this::check);
            sweepLater(connector);
        });
    }

    private void check(EndPoint endPoint) {
        if (endPoint.getConnection() instanceof HttpConnection connection) {
            HttpParser parser = connection.getParser();
            boolean inside = parser.inHeaderState() && !parser.isStart();
            if (inside && timers.nanos() - parser.getBeginNanoTime() > HEADER_TIME.toNanos()) {
                endPoint.close();
            }
        }
    }
}
