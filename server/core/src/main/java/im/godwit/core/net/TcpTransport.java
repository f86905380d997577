package im.godwit.core.net;

import im.godwit.core.transport.AddressCounts;
import im.godwit.core.transport.ServerHeader;
import im.godwit.core.transport.StreamCondition;
import im.godwit.core.transport.StreamError;
import im.godwit.core.transport.StreamInput;
import im.godwit.core.transport.StreamLimits;
import im.godwit.core.transport.Timers;
import im.godwit.core.transport.Transport;
import im.godwit.core.xml.ParseLimits;
import im.godwit.core.xml.StreamEvent;
import im.godwit.core.xml.StreamParser;
import im.godwit.jid.Jid;
import im.godwit.plugin.Peer;
import im.godwit.xml.Element;
import im.godwit.xml.ElementWriter;
import im.godwit.xml.Name;
import im.godwit.xml.Namespaces;
import im.godwit.xml.Utf8Output;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import javax.net.ssl.SSLSession;
import org.apache.mina.core.buffer.IoBuffer;
import org.apache.mina.core.filterchain.IoFilterChain;
import org.apache.mina.core.session.IoSession;
import org.apache.mina.core.write.DefaultWriteRequest;
import org.apache.mina.filter.ssl.SslFilter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A stream over one TCP connection (RFC 6120 §3, §4).
 *
 * <p>The stream opens before it closes with an error (§4.9.1.1); where it has not, the connection just ends. After the
 * end of our stream, input is read on and thrown away for a moment, until the peer ends too: closing a socket that
 * holds unread bytes would make the system discard what the peer has not received.
 */
final class TcpTransport implements Transport, OutboundQueue.Writer {
    private static final Logger LOG = LoggerFactory.getLogger(TcpTransport.class);
    private static final Name STARTTLS = new Name(Namespaces.TLS, "starttls");
    private static final byte[] SPACE = {' '};

    /** How long a close may take in all, and how long it waits for the peer's end after ours was sent. */
    private static final long CLOSE_MILLIS = 5000;

    private static final long END_MILLIS = 2000;
    private static final long END_AFTER_ERROR_MILLIS = 500;

    private enum Security {
        /** Not encrypted. */
        CLEAR,
        /** {@code <starttls/>} came: nothing is parsed until TLS is on. */
        REQUESTED,
        /** The handshake is going on. */
        HANDSHAKE,
        ENCRYPTED
    }

    private final IoSession session;
    private final InetAddress address;
    private final ListenerOptions options;
    private final Wire wire;
    private final AddressCounts counts;
    private final EagerProcessor processor;
    private final OutboundQueue queue;

    /** Guards the parser and the calls of the input: TLS tasks run beside the I/O thread. */
    private final ReentrantLock reading = new ReentrantLock();

    private StreamParser parser;
    private StreamInput input;
    private boolean inputEnded;

    private volatile ParseLimits limits;
    private volatile boolean restart;
    private volatile boolean headerSent;
    private volatile boolean paused;
    private volatile boolean peerEnded;
    /** The end of our stream waits or is written. */
    private volatile boolean endQueued;

    private volatile boolean failed;
    private volatile Security security;
    private volatile Map<String, byte[]> bindings = Map.of();
    private volatile List<Jid> certified = List.of();
    private final AtomicBoolean closing = new AtomicBoolean();
    private final AtomicBoolean authenticated = new AtomicBoolean();

    TcpTransport(IoSession session, InetAddress address, ListenerOptions options, Timers timers, AddressCounts counts) {
        this.session = session;
        this.address = address;
        this.options = options;
        this.wire = new Wire(session, timers);
        this.counts = counts;
        this.limits = options.unauthenticated();
        this.parser = new StreamParser(limits);
        this.processor = EagerProcessor.of(session);
        this.queue = new OutboundQueue(this, options.queueBytes());
        this.security = options.mode() == ListenerOptions.Mode.DIRECT_TLS ? Security.HANDSHAKE : Security.CLEAR;
    }

    // what MINA reports

    void opened(StreamInput stream) {
        input = stream;
        if (security == Security.HANDSHAKE) {
            expectHandshake();
            wire.secure(TlsFilter.direct(certificates()));
        }
    }

    void received(IoBuffer bytes) {
        reading.lock();
        try {
            if (security == Security.HANDSHAKE && wire.isSecured()) {
                secured();
            }
            boolean readable = security == Security.CLEAR || security == Security.ENCRYPTED;
            if (!readable || peerEnded || failed) {
                return;
            }
            if (restart) {
                restart = false;
                parser = new StreamParser(limits);
            }
            parser.limit(limits);
            Wire.feed(parser, bytes);
            read();
        } finally {
            reading.unlock();
        }
    }

    private void read() {
        while (true) {
            StreamEvent event = parser.next();
            switch (event) {
                case StreamEvent.NeedsInput needs -> {
                    return;
                }
                case StreamEvent.Header header -> {
                    if (!closing.get()) {
                        input.header(header.header());
                    }
                }
                case StreamEvent.Child child -> {
                    if (!closing.get() && element(child.element())) {
                        return;
                    }
                }
                case StreamEvent.Space space -> {
                    if (!closing.get()) {
                        input.space();
                    }
                }
                case StreamEvent.End end -> {
                    peerEnded = true;
                    if (closing.get()) {
                        drained();
                    } else {
                        inputEnded = true;
                        input.end();
                    }
                    return;
                }
                case StreamEvent.Fault fault -> {
                    failed = true;
                    if (!closing.get()) {
                        input.fault(fault.error());
                    }
                    return;
                }
            }
        }
    }

    /** Reports an element; true if nothing after it may be looked at. */
    private boolean element(Element element) {
        boolean starttls = canStartTls() && element.is(STARTTLS);
        if (starttls) {
            // RFC 6120 §5.4.3.3: what was sent in the clear after it must not pass for sent under TLS
            security = Security.REQUESTED;
        }
        input.element(element);
        return starttls;
    }

    /** The handshake is over; what follows is a new stream (RFC 6120 §5.4.3.3). Only the first call counts. */
    void secured() {
        reading.lock();
        try {
            if (security == Security.ENCRYPTED) {
                return;
            }
            parser = new StreamParser(limits);
            restart = false;
            SSLSession tls = (SSLSession) session.getAttribute(SslFilter.SSL_SECURED);
            bindings = ChannelBindings.of(tls);
            certified = certificates().asksClients() ? CertifiedAccounts.of(tls) : List.of();
            security = Security.ENCRYPTED;
            if (!closing.get()) {
                wire.inTime();
            }
        } finally {
            reading.unlock();
        }
    }

    /** The peer ended TLS. Without the end of its stream before, that is a loss (RFC 6120 §4.4). */
    void tlsEnded() {
        if (closing.get()) {
            peerEnded = true;
            drained();
        } else if (!peerEnded) {
            wire.terminateAfter(0);
        }
    }

    /** TLS broke; nothing else matters any more. */
    void tlsFailed() {
        failed = true;
        wire.cutAfter(END_AFTER_ERROR_MILLIS);
    }

    void sent(Object message) {
        queue.sent(message);
    }

    void idle(int count) {
        long silent = count * options.keepalive().toSeconds();
        if (paused || closing.get() || !reading.tryLock()) {
            return;
        }
        try {
            if (silent >= options.idleTimeout().toSeconds()) {
                if (!failed && !peerEnded) {
                    failed = true;
                    input.fault(StreamCondition.CONNECTION_TIMEOUT.error());
                }
            } else if (headerSent && security != Security.HANDSHAKE) {
                // RFC 6120 §4.6.1: finds out that the peer is gone, and keeps the way to it open
                enqueue(SPACE, 1);
            }
        } finally {
            reading.unlock();
        }
    }

    void closed() {
        closing.set(true);
        wire.inTime();
        counts.leave(address, authenticated.get());
        reading.lock();
        try {
            if (!inputEnded && input != null) {
                inputEnded = true;
                input.lost();
            }
        } finally {
            reading.unlock();
        }
    }

    // what the stream asks for

    @Override
    public String protocol() {
        return "tcp";
    }

    @Override
    public Peer peer() {
        return new Peer(address, security == Security.ENCRYPTED);
    }

    @Override
    public boolean canStartTls() {
        return options.certificates().isPresent() && (security == Security.CLEAR || security == Security.REQUESTED);
    }

    @Override
    public Set<String> channelBindings() {
        return bindings.keySet();
    }

    @Override
    public Optional<byte[]> channelBinding(String type) {
        return Optional.ofNullable(bindings.get(type)).map(byte[]::clone);
    }

    @Override
    public List<Jid> certified() {
        return certified;
    }

    @Override
    public StreamLimits limits() {
        return new StreamLimits(
                OptionalLong.of(limits.bytes()),
                OptionalLong.of(options.idleTimeout().toSeconds()));
    }

    @Override
    public void open(ServerHeader header) {
        if (closing.get()) {
            return;
        }
        headerSent = true;
        Utf8Output out = HeaderWriter.write(header);
        enqueue(out.array(), out.length());
    }

    @Override
    public void send(Element element) {
        if (closing.get()) {
            return;
        }
        Utf8Output out = new Utf8Output(512);
        // what stands in jabber:client is written without a declaration, so that the header's content namespace holds
        ElementWriter.write(element, Namespaces.CLIENT, out);
        enqueue(out.array(), out.length());
    }

    private void enqueue(byte[] bytes, int length) {
        if (!queue.add(bytes, length)) {
            LOG.atInfo()
                    .addKeyValue("remote", session.getRemoteAddress())
                    .addKeyValue("reason", "the peer does not read")
                    .log("the connection is closed");
            wire.cut();
        }
    }

    @Override
    public void expectRestart() {
        restart = true;
    }

    @Override
    public void authenticated() {
        limits = options.authenticated();
        if (authenticated.compareAndSet(false, true)) {
            counts.authenticated(address);
        }
    }

    @Override
    public void startTls(Element proceed) {
        if (!canStartTls()) {
            throw new IllegalStateException("TLS cannot start now");
        }
        security = Security.REQUESTED;
        headerSent = false;
        Utf8Output out = new Utf8Output(64);
        ElementWriter.write(proceed, Namespaces.CLIENT, out);
        if (!queue.addBeforeTls(out.array(), out.length())) {
            wire.cut();
        }
    }

    @Override
    public void pauseInput() {
        paused = true;
        wire.pause();
    }

    @Override
    public void resumeInput() {
        paused = false;
        wire.readOn();
    }

    @Override
    public void close(Optional<StreamError> error) {
        if (!closing.compareAndSet(false, true)) {
            return;
        }
        if (!headerSent || security == Security.HANDSHAKE) {
            wire.cut();
            return;
        }
        failed |= error.isPresent();
        wire.deadline(CLOSE_MILLIS, wire::cut);
        // what is thrown away must be read all the same
        wire.readOn();
        Utf8Output out = new Utf8Output(256);
        error.ifPresent(e -> ElementWriter.write(e.toElement(), Namespaces.CLIENT, out));
        out.ascii("</stream:stream>");
        enqueue(out.array(), out.length());
        endQueued = true;
        drained();
    }

    // what the queue asks for

    @Override
    public void write(IoBuffer bytes) {
        // TLS has writes of its own, at times of its own
        boolean alone = security == Security.CLEAR && !session.isClosing();
        if (alone && processor.writeNow(session, bytes)) {
            queue.sent(bytes);
        } else {
            session.write(bytes);
        }
    }

    @Override
    public void writeAndSecure(IoBuffer bytes) {
        security = Security.HANDSHAKE;
        expectHandshake();
        IoFilterChain chain = session.getFilterChain();
        // the filter comes first: the client's answer may be faster than we are
        chain.addFirst(TlsFilter.NAME, TlsFilter.afterStartTls(certificates()));
        chain.getEntry(TlsFilter.NAME).getNextFilter().filterWrite(session, new DefaultWriteRequest(bytes));
    }

    @Override
    public void drained() {
        if (endQueued && queue.isEmpty()) {
            wire.terminateAfter(peerEnded ? 0 : failed ? END_AFTER_ERROR_MILLIS : END_MILLIS);
        }
    }

    private void expectHandshake() {
        wire.deadline(options.handshakeTimeout().toMillis(), () -> {
            if (security != Security.ENCRYPTED) {
                wire.cut();
            }
        });
    }

    private Certificates certificates() {
        return options.certificates().orElseThrow();
    }
}
