package im.godwit.core.net;

import java.io.IOException;
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

/** Turns what MINA reports of connections to an upstream server into calls of them. */
final class UpstreamHandler extends IoHandlerAdapter {
    private static final Logger log = LoggerFactory.getLogger(UpstreamHandler.class);
    private static final AttributeKey CONNECTION = new AttributeKey(UpstreamHandler.class, "connection");
    private static final AttributeKey PREAMBLE = new AttributeKey(UpstreamHandler.class, "preamble");

    /** Says whose connection this is; before it is opened. */
    static void assign(IoSession session, UpstreamConnection connection, byte[] preamble) {
        session.setAttribute(CONNECTION, connection);
        session.setAttribute(PREAMBLE, preamble);
    }

    @Override
    public void sessionOpened(IoSession session) {
        byte[] preamble = (byte[]) session.removeAttribute(PREAMBLE);
        of(session).ifPresent(connection -> connection.opened(session, preamble));
    }

    @Override
    public void messageReceived(IoSession session, Object message) {
        of(session).ifPresent(connection -> connection.received((IoBuffer) message));
    }

    @Override
    public void messageSent(IoSession session, Object message) {
        of(session).ifPresent(connection -> connection.sent(message));
    }

    @Override
    public void sessionIdle(IoSession session, IdleStatus status) {
        of(session).ifPresent(UpstreamConnection::idle);
    }

    @Override
    public void event(IoSession session, FilterEvent event) {
        if (event == SslEvent.SECURED) {
            of(session).ifPresent(UpstreamConnection::secured);
        } else if (event == TlsFilter.Event.ENDED) {
            of(session).ifPresent(UpstreamConnection::tlsEnded);
        }
    }

    @Override
    public void sessionClosed(IoSession session) {
        of(session).ifPresent(UpstreamConnection::closed);
    }

    @Override
    public void exceptionCaught(IoSession session, Throwable cause) {
        switch (cause) {
            case WriteException _ -> {} // what is written to a connection that closes; its end is reported as such
            case SSLException broken -> of(session).ifPresent(connection -> connection.tlsFailed(broken.getMessage()));
            case IOException _ -> session.closeNow();
            default -> {
                log.atError().setCause(cause).log("A connection to the upstream server failed");
                session.closeNow();
            }
        }
    }

    private static Optional<UpstreamConnection> of(IoSession session) {
        return Optional.ofNullable((UpstreamConnection) session.getAttribute(CONNECTION));
    }
}
