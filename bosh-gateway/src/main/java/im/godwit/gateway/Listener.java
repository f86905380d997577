package im.godwit.gateway;

import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.io.SelectorManager;
import org.eclipse.jetty.io.SocketChannelEndPoint;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.IO;
import org.eclipse.jetty.util.thread.Scheduler;
import org.eclipse.jetty.util.thread.TryExecutor;

/** One port. */
final class Listener extends ServerConnector {
    // Without acceptors of their own, selectors accept: Jetty interrupts acceptors to stop them, and a connection
    // that comes in that moment would stay open with nobody at this end.
    private static final int ACCEPTORS = 0;

    private static final int SELECTORS_BY_PROCESSORS = -1;

    /** Accepted, but no end point yet: nobody closes those when the selectors stop. */
    private final Set<SelectableChannel> arriving = ConcurrentHashMap.newKeySet();

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
    protected SelectorManager newSelectorManager(Executor executor, Scheduler scheduler, int selectors) {
        return new ServerConnectorManager(executor, scheduler, selectors) {
            @Override
            public void accept(SelectableChannel channel, Object attachment) {
                arriving.add(channel);
                super.accept(channel, attachment);
            }
        };
    }

    @Override
    protected void doStop() throws Exception {
        super.doStop();
        arriving.forEach(IO::close);
    }

    @Override
    protected SocketChannelEndPoint newEndPoint(SocketChannel channel, ManagedSelector selector, SelectionKey key) {
        SocketChannelEndPoint endPoint = new ClientEndPoint(channel, selector, key, getScheduler(), () -> !isRunning());
        endPoint.setIdleTimeout(getIdleTimeout());
        arriving.remove(channel);
        return endPoint;
    }
}
