package im.godwit.core.net;

import im.godwit.plugin.Implements;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import org.apache.mina.core.buffer.IoBuffer;
import org.apache.mina.core.session.IoSession;
import org.apache.mina.core.write.WriteRequest;
import org.apache.mina.filter.FilterEvent;
import org.apache.mina.filter.ssl.SslFilter;

/** TLS of one connection: versions 1.2 and 1.3, ciphers with forward secrecy and authenticated encryption only. */
@Implements(value = "XEP-0368", version = "1.1.0", without = "streams between servers")
class TlsFilter extends SslFilter {
    /** Where it stands in a connection's filters. */
    static final String NAME = "tls";

    /** XEP-0368 §4. */
    static final String PROTOCOL = "xmpp-client";

    static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};

    /** What this filter reports beside MINA's events. */
    enum Event implements FilterEvent {
        /** The peer ended TLS: nothing more can come from it. */
        ENDED
    }

    private volatile Optional<SSLEngine> engine = Optional.empty();
    private volatile boolean over;

    /** Held by who reads, so that bytes are handed on in their order. */
    private final ReentrantLock handingOn = new ReentrantLock();

    TlsFilter(SSLContext tls) {
        super(tls);
        setEnabledProtocols(PROTOCOLS);
    }

    private TlsFilter(Certificates certificates) {
        this(certificates.tls());
        // who has no certificate comes in without one
        setWantClientAuth(certificates.asksClients());
    }

    /** For a client that begins with TLS. */
    static TlsFilter direct(Certificates certificates) {
        return new TlsFilter(certificates) {
            @Override
            SSLEngine newEngine(IoSession session, InetSocketAddress peer) {
                SSLEngine created = super.newEngine(session, peer);
                // RFC 7301 §3.2: called when the client names protocols; nothing means a no_application_protocol alert
                created.setHandshakeApplicationProtocolSelector(
                        (handshaking, offered) -> offered.contains(PROTOCOL) ? PROTOCOL : null);
                return created;
            }
        };
    }

    /** For a client that asked for TLS. */
    static TlsFilter afterStartTls(Certificates certificates) {
        return new TlsFilter(certificates);
    }

    @Override
    protected final SSLEngine createEngine(IoSession session, InetSocketAddress peer) {
        SSLEngine created = newEngine(session, peer);
        SSLParameters parameters = created.getSSLParameters();
        parameters.setCipherSuites(TlsCiphers.of(created));
        parameters.setUseCipherSuitesOrder(true);
        created.setSSLParameters(parameters);
        engine = Optional.of(created);
        return created;
    }

    /** The engine, with what is particular to this end. */
    SSLEngine newEngine(IoSession session, InetSocketAddress peer) {
        return super.createEngine(session, peer);
    }

    @Override
    public void messageReceived(NextFilter next, IoSession session, Object message) throws Exception {
        handingOn.lock();
        try {
            decode(next, session, message);
        } finally {
            handingOn.unlock();
        }
        if (isWantClientAuth() && !over && engine.filter(TlsFilter::hasTask).isPresent()) {
            EXECUTOR.execute(() -> afterTask(next, session));
        }
    }

    private static boolean hasTask(SSLEngine engine) {
        return engine.getHandshakeStatus() == HandshakeStatus.NEED_TASK;
    }

    /**
     * A certificate of the client is checked in a task, and the end of the handshake is read after it; with what was
     * read then, MINA waits for more to come, which may be never. A failed check, too, is told to who reads next.
     */
    private void afterTask(NextFilter next, IoSession session) {
        try {
            messageReceived(next, session, IoBuffer.allocate(0));
        } catch (Exception failed) {
            over |= failed instanceof SSLException;
            next.exceptionCaught(session, failed);
        }
    }

    private void decode(NextFilter next, IoSession session, Object message) throws Exception {
        // after the end of TLS the filter is gone, but what it was being handed may still come
        if (over || !session.containsAttribute(SSL_HANDLER)) {
            return;
        }
        super.messageReceived(next, session, message);
        if (engine.filter(SSLEngine::isInboundDone).isPresent() && !over) {
            over = true;
            next.event(session, Event.ENDED);
        }
    }

    @Override
    public void exceptionCaught(NextFilter next, IoSession session, Throwable cause) throws Exception {
        over |= cause instanceof SSLException;
        super.exceptionCaught(next, session, cause);
    }

    @Override
    public void sessionClosed(NextFilter next, IoSession session) throws Exception {
        try {
            super.sessionClosed(next, session);
        } catch (SSLException broken) {
            // MINA throws what broke TLS once more; that the connection is over must be heard all the same
            next.sessionClosed(session);
        }
    }

    @Override
    public void messageSent(NextFilter next, IoSession session, WriteRequest request) throws Exception {
        if (session.containsAttribute(SSL_HANDLER)) {
            super.messageSent(next, session, request);
        }
    }
}
