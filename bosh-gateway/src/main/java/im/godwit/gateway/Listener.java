package im.godwit.gateway;

import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.io.SocketChannelEndPoint;
import org.eclipse.jetty.io.ssl.SslConnection;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.Invocable;
import org.eclipse.jetty.util.thread.Invocable.InvocationType;
import org.eclipse.jetty.util.thread.Scheduler;
import org.eclipse.jetty.util.thread.TryExecutor;
import org.eclipse.jetty.websocket.core.WebSocketConnection;

/**
 * One port. The thread that waits for all its connections reads WebSockets too: Jetty wakes another thread for each
 * message, since it takes whoever gets them for one that may block, as it does not with requests.
 */
final class Listener extends ServerConnector {
    // Without acceptors of their own, selectors accept: Jetty interrupts acceptors to stop them, and a connection
    // that comes in that moment would stay open with nobody at this end.
    private static final int ACCEPTORS = 0;

    private static final int SELECTORS_BY_PROCESSORS = -1;

    Listener(Server server, ConnectionFactory... protocols) {
        super(
                server,
                new NextRequests(TryExecutor.asTryExecutor(server.getThreadPool())),
                null,
                null,
                ACCEPTORS,
                SELECTORS_BY_PROCESSORS,
                protocols);
    }

    @Override
    protected SocketChannelEndPoint newEndPoint(SocketChannel channel, ManagedSelector selector, SelectionKey key) {
        SocketChannelEndPoint endPoint = new ClientEndPoint(channel, selector, key, getScheduler());
        endPoint.setIdleTimeout(getIdleTimeout());
        return endPoint;
    }

    private static final class ClientEndPoint extends SocketChannelEndPoint {
        ClientEndPoint(SocketChannel channel, ManagedSelector selector, SelectionKey key, Scheduler scheduler) {
            super(channel, selector, key, scheduler);
        }

        @Override
        public Runnable onSelected() {
            Runnable task = super.onSelected();
            return task != null && isWebSocket() ? Invocable.from(InvocationType.NON_BLOCKING, task) : task;
        }

        private boolean isWebSocket() {
            Connection inner = getConnection() instanceof SslConnection tls
                    ? tls.getSslEndPoint().getConnection()
                    : getConnection();
            return inner instanceof WebSocketConnection;
        }
    }
}
