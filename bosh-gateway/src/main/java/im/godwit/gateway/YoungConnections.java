package im.godwit.gateway;

import java.io.IOException;
import java.nio.channels.SelectableChannel;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jetty.io.SelectorManager;
import org.eclipse.jetty.server.ServerConnector;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Knows the connections that were taken but are not Jetty's yet. Where it stops just then, it forgets them and they
 * stay open: their clients would wait for ever.
 */
final class YoungConnections implements SelectorManager.AcceptListener {
    private static final Logger log = LoggerFactory.getLogger(YoungConnections.class);

    private final Set<SelectableChannel> channels = ConcurrentHashMap.newKeySet();
    private volatile boolean stopping;

    /** Knows those of a connector, too, which has not started. */
    void watch(ServerConnector connector) {
        connector.getSelectorManager().addEventListener(this);
    }

    @Override
    public void onAccepting(SelectableChannel channel) {
        channels.add(channel);
        closeIfStopping(channel);
    }

    @Override
    public void onAccepted(SelectableChannel channel) {
        channels.remove(channel);
        closeIfStopping(channel);
    }

    @Override
    public void onAcceptFailed(SelectableChannel channel, Throwable cause) {
        channels.remove(channel);
    }

    /** Closes all there are and all that still come; to be called before Jetty stops. */
    void close() {
        stopping = true;
        channels.forEach(this::closeIfStopping);
    }

    private void closeIfStopping(SelectableChannel channel) {
        if (stopping) {
            try {
                channel.close();
            } catch (IOException e) {
                log.atDebug().setCause(e).log("A connection does not close");
            }
        }
    }
}
