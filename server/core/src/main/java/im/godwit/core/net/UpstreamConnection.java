package im.godwit.core.net;

import im.godwit.core.transport.StreamCondition;
import im.godwit.core.transport.StreamError;
import im.godwit.core.transport.StreamHeader;
import im.godwit.core.transport.Timers;
import im.godwit.core.upstream.ServerAddress;
import im.godwit.core.upstream.Upstream;
import im.godwit.core.upstream.UpstreamInput;
import im.godwit.core.xml.ParseLimits;
import im.godwit.core.xml.StreamEvent;
import im.godwit.core.xml.StreamParser;
import im.godwit.xml.Element;
import im.godwit.xml.ElementWriter;
import im.godwit.xml.Name;
import im.godwit.xml.Namespaces;
import im.godwit.xml.Utf8Output;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.mina.core.buffer.IoBuffer;
import org.apache.mina.core.session.IoSession;

/**
 * A stream to an upstream server over one TCP connection, from the attempt to connect on. TLS is part of it: nothing of
 * a client is sent before TLS is on and the server's certificate was found good.
 *
 * <p>Closing begins on either side once, and waits until all is sent; what comes meanwhile is handed on as before when
 * the stream was ended in order, and thrown away otherwise.
 */
final class UpstreamConnection implements Upstream, OutboundQueue.Writer {
    private static final Name SASL_SUCCESS = new Name(Namespaces.SASL, "success");
    private static final byte[] SPACE = {' '};
    private static final byte[] END = "</stream:stream>".getBytes(StandardCharsets.US_ASCII);

    /** How long a close may take in all. */
    private static final long CLOSE_MILLIS = 2000;

    private static final long ALERT_MILLIS = 500;

    private enum Security {
        CLEAR,
        HANDSHAKE,
        ENCRYPTED
    }

    private enum Closing {
        /** It is not. */
        NOT,
        /** Our end of the stream was sent; the server's is to come. */
        ENDED,
        /** All is sent and the connection closed; nothing that comes matters. */
        LEAVING
    }

    private final ServerAddress server;
    private final String domain;
    private final UpstreamOptions options;
    private final UpstreamInput input;
    private final Timers timers;
    private final Reachability reachability;
    private final OutboundQueue queue;
    private final StartTlsRequest negotiation = new StartTlsRequest();

    /** Guards the parser and the calls of the input: TLS tasks run beside the I/O thread. */
    private final ReentrantLock reading = new ReentrantLock();

    private StreamParser parser = new StreamParser(ParseLimits.UNAUTHENTICATED);
    private boolean over;

    private volatile Optional<Wire> wire = Optional.empty();
    private volatile Security security = Security.CLEAR;
    private volatile Closing closing = Closing.NOT;

    /** A stream header of ours is due: a space before it would not be XML. */
    private volatile boolean headerDue = true;

    private volatile boolean restart;

    /** @param domain as A-labels */
    UpstreamConnection(
            ServerAddress server,
            String domain,
            UpstreamOptions options,
            UpstreamInput input,
            Timers timers,
            Reachability reachability) {
        this.server = server;
        this.domain = domain;
        this.options = options;
        this.input = input;
        this.timers = timers;
        this.reachability = reachability;
        this.queue = new OutboundQueue(this, options.queueBytes());
    }

    /** Whether nobody wants it any more. */
    boolean isClosing() {
        return closing != Closing.NOT;
    }

    // what MINA reports

    /** @param preamble what leaves before all else */
    void opened(IoSession made, byte[] preamble) {
        Wire own = new Wire(made, timers);
        wire = Optional.of(own);
        if (isClosing()) {
            own.cut();
            return;
        }
        own.deadline(options.handshakeTimeout().toMillis(), () -> {
            if (security != Security.ENCRYPTED) {
                fail("the server does not begin TLS in time");
            }
        });
        if (preamble.length > 0) {
            enqueue(preamble, preamble.length);
        }
        switch (options.mode()) {
            case DIRECT_TLS -> secure();
            // RFC 6120 §4.7.1: who the client is, is not told in the clear
            case STARTTLS ->
                write(HeaderWriter.write(new StreamHeader(
                        new Name(Namespaces.STREAMS, "stream"),
                        Namespaces.CLIENT,
                        Optional.of(domain),
                        Optional.empty(),
                        Optional.of("1.0"),
                        Optional.empty())));
        }
    }

    private void secure() {
        security = Security.HANDSHAKE;
        wire.orElseThrow().secure(new UpstreamTlsFilter(options.trust(), domain, options.mode()));
    }

    void received(IoBuffer bytes) {
        reading.lock();
        try {
            if (security == Security.HANDSHAKE && wire.orElseThrow().isSecured()) {
                secured();
            }
            if (over || security == Security.HANDSHAKE || closing == Closing.LEAVING) {
                return;
            }
            if (restart) {
                restart = false;
                parser = new StreamParser(options.limits());
            }
            Wire.feed(parser, bytes);
            read();
        } finally {
            reading.unlock();
        }
    }

    private void read() {
        StreamEvent event = parser.next();
        while (!(event instanceof StreamEvent.NeedsInput) && !over) {
            if (security == Security.CLEAR) {
                if (negotiate(event)) {
                    return;
                }
            } else {
                report(event);
            }
            event = parser.next();
        }
    }

    /** Takes a step towards TLS; true if nothing after it may be looked at. */
    private boolean negotiate(StreamEvent event) {
        return switch (negotiation.on(event)) {
            case StartTlsRequest.Step.Wait() -> false;
            case StartTlsRequest.Step.Ask() -> {
                write(StartTlsRequest.STARTTLS);
                yield false;
            }
            case StartTlsRequest.Step.Secure() -> {
                secure();
                yield true;
            }
            case StartTlsRequest.Step.GiveUp(StreamError error) -> {
                fail(error);
                yield true;
            }
        };
    }

    private void report(StreamEvent event) {
        switch (event) {
            case StreamEvent.NeedsInput _, StreamEvent.Space _ -> {}
            case StreamEvent.Header(StreamHeader header) -> {
                boolean understood = header.root().namespace().equals(Namespaces.STREAMS)
                        && header.root().local().equals("stream")
                        && header.content().equals(Namespaces.CLIENT);
                if (understood) {
                    input.serverHeader(header);
                } else {
                    fail("the server does not speak XMPP");
                }
            }
            case StreamEvent.Child(Element element) -> {
                if (element.is(SASL_SUCCESS)) {
                    // RFC 6120 §6.4.6: what follows is a new stream, once we have begun it
                    restart = true;
                    headerDue = true;
                }
                input.child(element);
            }
            case StreamEvent.End _ -> {
                over = true;
                input.serverEnd();
                end();
                drained();
            }
            case StreamEvent.Fault(StreamError error) -> {
                write(error.toElement()); // RFC 6120 §4.9
                end();
                fail("the server sent what is not taken here: "
                        + error.condition().local());
            }
        }
    }

    /** The handshake is over. Only the first call counts. */
    void secured() {
        reading.lock();
        try {
            if (security == Security.ENCRYPTED || over) {
                return;
            }
            security = Security.ENCRYPTED;
            parser = new StreamParser(options.limits());
            reachability.reached(server, domain);
            if (!isClosing()) {
                wire.orElseThrow().inTime();
                input.ready();
            }
        } finally {
            reading.unlock();
        }
    }

    /** The server ended TLS, without the end of its stream before that (RFC 6120 §4.4) or in answer to ours. */
    void tlsEnded() {
        fail("the server closed the connection");
    }

    /** TLS broke, or the certificate is not good. */
    void tlsFailed(String why) {
        wire.ifPresent(it -> it.cutAfter(ALERT_MILLIS));
        fail("no secure connection to the server: " + why);
    }

    void sent(Object message) {
        queue.sent(message);
    }

    /** RFC 6120 §4.6.1: finds out that the server is gone, and keeps it from thinking so of us. */
    void idle() {
        if (security == Security.ENCRYPTED && !headerDue && !isClosing()) {
            enqueue(SPACE, SPACE.length);
        }
    }

    /** The connection is closed. */
    void closed() {
        wire.ifPresent(Wire::inTime);
        fail("the connection to the server broke");
    }

    /** There is no connection, or it cannot go on. Only the first call counts. */
    void fail(String why) {
        fail(StreamCondition.REMOTE_CONNECTION_FAILED.error(why));
    }

    private void fail(StreamError error) {
        reading.lock();
        try {
            if (!over) {
                over = true;
                if (security != Security.ENCRYPTED && !isClosing()) {
                    reachability.failed(
                            server,
                            domain,
                            error.text().orElse(error.condition().local()));
                }
                input.failed(error);
            }
        } finally {
            reading.unlock();
        }
        closing = Closing.LEAVING;
        drained();
    }

    // what the gateway asks for

    @Override
    public void open(StreamHeader header) {
        if (!isClosing()) {
            write(HeaderWriter.write(header));
            headerDue = false;
        }
    }

    @Override
    public void send(Element element) {
        if (!isClosing()) {
            write(element);
        }
    }

    private void write(Element element) {
        Utf8Output out = new Utf8Output(512);
        ElementWriter.write(element, Namespaces.CLIENT, out);
        write(out);
    }

    private void write(Utf8Output out) {
        enqueue(out.array(), out.length());
    }

    private void enqueue(byte[] bytes, int length) {
        if (!queue.add(bytes, length)) {
            fail("the server does not read");
            wire.ifPresent(Wire::cut);
        }
    }

    @Override
    public boolean isCongested() {
        return queue.bytes() > options.queueBytes() / 2;
    }

    @Override
    public void pauseInput() {
        wire.ifPresent(Wire::pause);
    }

    @Override
    public void resumeInput() {
        wire.ifPresent(Wire::readOn);
    }

    @Override
    public void end() {
        boolean stands = security == Security.ENCRYPTED && !headerDue;
        if (begin(stands ? Closing.ENDED : Closing.LEAVING)) {
            if (stands) {
                enqueue(END, END.length);
            }
            drained();
        }
    }

    @Override
    public void leave() {
        if (begin(Closing.LEAVING)) {
            drained();
        }
    }

    private boolean begin(Closing how) {
        synchronized (this) {
            if (isClosing()) {
                return false;
            }
            closing = how;
        }
        wire.ifPresent(it -> it.deadline(CLOSE_MILLIS, it::cut));
        resumeInput(); // the server's end must be read
        return true;
    }

    // what the queue asks for

    @Override
    public void write(IoBuffer bytes) {
        wire.orElseThrow().write(bytes);
    }

    @Override
    public void writeAndSecure(IoBuffer bytes) {
        throw new IllegalStateException("TLS begins with the server's word, not with ours");
    }

    @Override
    public void drained() {
        if (queue.isEmpty()) {
            if (closing == Closing.LEAVING || closing == Closing.ENDED && over) {
                wire.ifPresent(it -> it.terminateAfter(0));
            }
            input.drained();
        }
    }
}
