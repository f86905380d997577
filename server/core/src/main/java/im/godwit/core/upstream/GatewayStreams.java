package im.godwit.core.upstream;

import im.godwit.core.transport.StreamAcceptor;
import im.godwit.core.transport.StreamCondition;
import im.godwit.core.transport.StreamInput;
import im.godwit.core.transport.SystemTimers;
import im.godwit.core.transport.Transport;
import im.godwit.jid.Jid;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** The streams of a gateway's clients, each of which goes on to the upstream server. May be used from any thread. */
public final class GatewayStreams implements StreamAcceptor, AutoCloseable {
    private final Set<Jid> domains;
    private final Servers servers;
    private final Upstreams upstreams;
    private final Duration loginTimeout;
    private final Set<GatewayStream> live = ConcurrentHashMap.newKeySet();
    private final SystemTimers timers = SystemTimers.ofQuick("gateway-deadlines");

    /**
     * Makes the streams of these domains; nothing is connected before a client comes.
     *
     * @param domains which domains clients may want; others are unknown here
     * @param servers to which of them clients are connected
     * @param loginTimeout how long a client may take to log in
     */
    public GatewayStreams(Collection<String> domains, Servers servers, Upstreams upstreams, Duration loginTimeout) {
        this.domains = domains.stream().map(Jid::ofDomain).collect(Collectors.toUnmodifiableSet());
        this.servers = servers;
        this.upstreams = upstreams;
        this.loginTimeout = loginTimeout;
    }

    @Override
    public StreamInput accept(Transport transport) {
        GatewayStream stream = new GatewayStream(this, transport);
        live.add(stream);
        StreamInput client = stream.client();
        stream.limitBy(timers.after(
                loginTimeout, () -> client.fault(StreamCondition.CONNECTION_TIMEOUT.error("log in faster"))));
        return client;
    }

    /** The domain of a header's {@code to}, if it is one of ours. */
    Optional<Jid> find(String to) {
        return Jid.tryParse(to).filter(domains::contains);
    }

    Servers servers() {
        return servers;
    }

    Upstreams upstreams() {
        return upstreams;
    }

    void ended(GatewayStream stream) {
        live.remove(stream);
    }

    /** How many streams there are, logged in or not. */
    public int count() {
        return live.size();
    }

    /** Stops the deadlines. Call after the transports are closed, which is what ends the streams. */
    @Override
    public void close() {
        timers.close();
    }
}
