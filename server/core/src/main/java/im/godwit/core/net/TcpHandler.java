package im.godwit.core.net;

import im.godwit.core.transport.AddressCounts;
import im.godwit.core.transport.StreamAcceptor;
import im.godwit.core.transport.Timers;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.apache.mina.core.buffer.IoBuffer;
import org.apache.mina.core.service.IoHandlerAdapter;
import org.apache.mina.core.session.AttributeKey;
import org.apache.mina.core.session.IdleStatus;
import org.apache.mina.core.session.IoSession;
import org.apache.mina.core.write.WriteException;
import org.apache.mina.filter.FilterEvent;
import org.apache.mina.filter.ssl.SslEvent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns what MINA reports of a listener's connections into calls of their transports. */
final class TcpHandler extends IoHandlerAdapter {
    private static final Logger LOG = LoggerFactory.getLogger(TcpHandler.class);
    private static final AttributeKey TRANSPORT = new AttributeKey(TcpHandler.class, "transport");

    private final ListenerOptions options;
    private final StreamAcceptor streams;
    private final Timers timers;
    private final AddressCounts counts;

    TcpHandler(ListenerOptions options, StreamAcceptor streams, Timers timers) {
        this.options = options;
        this.streams = streams;
        this.timers = timers;
        this.counts = new AddressCounts(options.perAddress(), options.unauthenticatedPerAddress());
    }

    @Override
    public void sessionCreated(IoSession session) {
        // none where the peer is gone already
        if (!(session.getRemoteAddress() instanceof InetSocketAddress remote)) {
            session.closeNow();
            return;
        }
        InetAddress address = remote.getAddress();
        if (!counts.enter(address)) {
            LOG.atDebug().addKeyValue("remote", remote).log("too many connections from this address");
            session.closeNow();
            return;
        }
        session.setAttribute(TRANSPORT, new TcpTransport(session, address, options, timers, counts));
    }

    @Override
    public void sessionOpened(IoSession session) {
        of(session).ifPresent(transport -> transport.opened(streams.accept(transport)));
    }

    @Override
    public void messageReceived(IoSession session, Object message) {
        of(session).ifPresent(transport -> transport.received((IoBuffer) message));
    }

    @Override
    public void messageSent(IoSession session, Object message) {
        of(session).ifPresent(transport -> transport.sent(message));
    }

    @Override
    public void sessionIdle(IoSession session, IdleStatus status) {
        of(session).ifPresent(transport -> transport.idle(session.getReaderIdleCount()));
    }

    @Override
    public void event(IoSession session, FilterEvent event) {
        if (event == SslEvent.SECURED) {
            of(session).ifPresent(TcpTransport::secured);
        } else if (event == TlsFilter.Event.ENDED) {
            of(session).ifPresent(TcpTransport::tlsEnded);
        }
    }

    @Override
    public void sessionClosed(IoSession session) {
        of(session).ifPresent(TcpTransport::closed);
    }

    @Override
    public void exceptionCaught(IoSession session, Throwable cause) {
        if (cause instanceof WriteException) {
            // what is written to a connection that closes; its end is reported as such
            return;
        }
        if (cause instanceof IOException) {
            LOG.atDebug()
                    .addKeyValue("remote", session.getRemoteAddress())
                    .addKeyValue("reason", cause.toString())
                    .log("the connection broke");
            if (cause instanceof SSLException) {
                of(session).ifPresent(TcpTransport::tlsFailed);
                return;
            }
        } else {
            LOG.atError()
                    .addKeyValue("remote", session.getRemoteAddress())
                    .setCause(cause)
                    .log("a connection failed");
        }
        session.closeNow();
    }

    private static Optional<TcpTransport> of(IoSession session) {
        return Optional.ofNullable((TcpTransport) session.getAttribute(TRANSPORT));
    }
}
