package im.godwit.app;

import im.godwit.core.config.Components;
import im.godwit.core.host.Server;
import im.godwit.core.net.ListenerOptions;
import im.godwit.core.net.TcpListener;
import im.godwit.core.stream.Streams;
import im.godwit.core.transport.StreamCondition;
import im.godwit.core.xml.ParseLimits;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Listens for external components (XEP-0114), without encryption. */
final class ComponentListener implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(ComponentListener.class);
    private static final Duration CLOSING = Duration.ofSeconds(2);

    /** A component may have nothing to say for weeks: that it is gone is found out by spaces sent to it. */
    private static final Duration NEVER = ChronoUnit.FOREVER.getDuration();

    /** A stream header and a handshake are all that comes before its secret is proved. */
    private static final ParseLimits STRANGER = ParseLimits.UNAUTHENTICATED.withBytes(4096);

    private final Streams streams;
    private final TcpListener listener;

    private ComponentListener(Streams streams, TcpListener listener) {
        this.streams = streams;
        this.listener = listener;
    }

    /**
     * Listens from now on.
     *
     * @throws IOException if the address cannot be had
     */
    static ComponentListener open(Components settings, Server server) throws IOException {
        Streams streams = Streams.ofComponents(server.components(), settings.handshakeTimeout());
        try {
            return new ComponentListener(streams, TcpListener.open(options(settings), streams));
        } catch (IOException refused) {
            streams.close();
            throw refused;
        }
    }

    private static ListenerOptions options(Components settings) {
        InetSocketAddress address = new InetSocketAddress(settings.address(), settings.port());
        return ListenerOptions.at(address, ListenerOptions.Mode.STARTTLS, Optional.empty())
                .withConnections(settings.connectionsPerAddress(), settings.unauthenticatedPerAddress())
                .withTimes(settings.handshakeTimeout(), settings.keepalive(), NEVER)
                .withQueueBytes(settings.maxQueue().asInt())
                .withLimits(
                        STRANGER,
                        ParseLimits.AUTHENTICATED.withBytes(settings.maxStanza().asInt()));
    }

    InetSocketAddress address() {
        return listener.address();
    }

    /** Ends all streams with {@code <system-shutdown/>}. */
    @Override
    public void close() {
        listener.stopAccepting();
        if (!streams.closeAll(StreamCondition.SYSTEM_SHUTDOWN.error(), CLOSING)) {
            log.atWarn().log("Some streams of components did not end in time");
        }
        listener.close();
        streams.close();
    }
}
