package im.godwit.gateway;

import im.godwit.core.transport.AddressCounts;
import im.godwit.core.transport.StreamAcceptor;
import im.godwit.core.transport.StreamInput;
import im.godwit.core.transport.Timers;
import im.godwit.plugin.Peer;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** All WebSockets. May be used from any thread. */
final class WebSocketService {
    private final WebSocketOptions options;
    private final Timers timers;
    private final StreamAcceptor acceptor;
    private final AddressCounts counts;
    private final Set<WebSocketTransport> open = ConcurrentHashMap.newKeySet();
    private volatile boolean stopping;

    /** @param counts of the sessions and WebSockets of each address */
    WebSocketService(WebSocketOptions options, Timers timers, StreamAcceptor acceptor, AddressCounts counts) {
        this.counts = counts;
        this.options = options;
        this.timers = timers;
        this.acceptor = acceptor;
    }

    /** Whether no further connection is taken now. */
    boolean isFull() {
        return stopping || open.size() >= options.maxConnections();
    }

    /** A place for one more connection of a client; none if its address has as many as it may. */
    Optional<Admission> admit(Peer peer) {
        return Admission.to(counts, peer.address());
    }

    /** A transport for a connection that is about to be made. */
    WebSocketTransport transport(Peer peer, Admission admission) {
        return new WebSocketTransport(peer, options, timers, this, admission);
    }

    /** Begins the stream of a connection that was made. */
    StreamInput begin(WebSocketTransport transport) {
        open.add(transport);
        try {
            return acceptor.accept(transport);
        } catch (RuntimeException e) {
            open.remove(transport);
            throw e;
        }
    }

    /** A connection may be used from now on. */
    void opened(WebSocketTransport transport) {
        if (stopping) {
            transport.shutDown(); // it may have come too late to be seen
        }
    }

    /** A connection is over. */
    void closed(WebSocketTransport transport) {
        open.remove(transport);
    }

    /** How many connections there are. */
    int size() {
        return open.size();
    }

    /** Ends all streams and takes no new ones. */
    void shutDown() {
        stopping = true;
        open.forEach(WebSocketTransport::shutDown);
    }
}
